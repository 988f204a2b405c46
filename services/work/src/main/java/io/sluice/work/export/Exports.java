package io.sluice.work.export;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.sluice.engine.flow.Export;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes exports from a connection that shows every stage as a view of its name. */
public final class Exports {

  private Exports() {}

  /**
   * Writes the export to {@code target}. The file is whole or absent, and the same content gives
   * the same bytes, unless it is a DuckDB database. Its folder must be one that the connection may
   * write to. The connection of a database export should be to an instance that ends with it, since
   * an interrupted one cannot detach what it wrote.
   *
   * @return rows of all the tables in the file; 0 for a page
   * @throws ExportException when the data does not fit the format
   * @throws IOException when the file cannot be written
   */
  public static long write(Export export, ExportFacts facts, Connection duckdb, Path target)
      throws IOException {
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    Files.deleteIfExists(part);
    try {
      long rows = writePart(export, facts, duckdb, part);
      Files.move(part, target, ATOMIC_MOVE, REPLACE_EXISTING);
      return rows;
    } catch (SQLException e) {
      throw new ExportException(
          "%s cannot be written: %s".formatted(target.getFileName(), firstLine(e)), e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static long writePart(Export export, ExportFacts facts, Connection duckdb, Path part)
      throws IOException, SQLException {
    return switch (export) {
      case Export.Xlsx xlsx -> new WorkbookExport(xlsx, duckdb).write(part);
      case Export.Csv csv -> new CsvExport(csv, duckdb).write(part);
      case Export.Parquet(String stage) -> new ParquetExport(stage, duckdb).write(part);
      case Export.DuckDb(var stages) -> new DatabaseExport(stages, duckdb).write(part);
      case Export.Html html -> {
        new PageExport(html, facts, duckdb).write(part);
        yield 0;
      }
    };
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
