package io.sluice.work.ingest;

import io.sluice.engine.flow.Contract.OnBadRow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.InputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Takes in the files of an input: all of them, or none.
 *
 * <p>How cells are read: an empty cell is null in every format; blank rows are left out, rows with
 * anything in any column stay; text is kept as it is, headings are trimmed. Text in a number column
 * is taken when it spells a number exactly, in workbooks too. A workbook's number in a text column
 * becomes its shortest decimal, {@code 16004}; in a date column it counts days. In a decimal
 * column, digits that the scale cannot hold are rounded as the column says.
 */
public final class Ingest {
  private Ingest() {}

  /**
   * Reads the files in the order of their names and writes their rows.
   *
   * @param duckdb may read the files and write the targets; used by this call alone meanwhile, two
   *     temporary tables come and go in it
   * @param interrupted asked while files are read; once it says so, reading ends
   * @return {@link IngestResult.Refused} for whatever is the files' fault, and then nothing stands
   *     at the targets
   * @throws SQLException when DuckDB fails: memory, disk, sandbox; or the work was interrupted
   * @throws IOException when a file that is there cannot be read
   */
  public static IngestResult run(
      Input input,
      List<SourceFile> files,
      Connection duckdb,
      IngestTarget target,
      IngestLimits limits,
      BooleanSupplier interrupted)
      throws SQLException, IOException {
    if (files.isEmpty()) {
      return refused(
          "No file for the input %s: expected %s."
              .formatted(input.name(), String.join(" or ", input.files())));
    }
    var sorted = files.stream().sorted(Comparator.comparing(SourceFile::name)).toList();
    try (var raw = new RawTable(duckdb, input.contract(), limits, interrupted)) {
      var problems = new ArrayList<String>();
      for (SourceFile file : sorted) {
        try {
          read(file, input, duckdb, raw, limits);
        } catch (RefusedFileException e) {
          problems.add(file.name() + e.sentence());
        }
      }
      return problems.isEmpty()
          ? judged(input, sorted, duckdb, raw, target)
          : refused(String.join("\n", problems));
    } catch (SQLException | IOException e) {
      remove(target);
      throw e;
    }
  }

  private static void read(
      SourceFile file, Input input, Connection duckdb, RawTable raw, IngestLimits limits)
      throws RefusedFileException, SQLException, IOException {
    if (!Files.isRegularFile(file.path())) {
      throw new RefusedFileException(" is not there.");
    }
    if (Files.size(file.path()) == 0) {
      throw new RefusedFileException(" is empty.");
    }
    try {
      readAs(input.format(), file, input, duckdb, raw, limits);
    } catch (BoundedInput.LimitExceededException e) {
      throw new RefusedFileException(String.valueOf(e.getMessage()));
    }
  }

  private static void readAs(
      InputFormat format,
      SourceFile file,
      Input input,
      Connection duckdb,
      RawTable raw,
      IngestLimits limits)
      throws RefusedFileException, SQLException, IOException {
    var texts = new CellTexts();
    switch (format) {
      case InputFormat.Csv csv -> {
        try (var rows = raw.next(texts)) {
          new CsvFile(file, csv, limits).read(rows);
        }
      }
      case InputFormat.Xlsx xlsx -> {
        try (var rows = raw.next(texts)) {
          new XlsxFile(file, xlsx, limits).read(texts, rows);
        }
      }
      case InputFormat.Parquet _ ->
          new ParquetFile(file, input.contract(), limits).read(duckdb, raw);
    }
  }

  private static IngestResult judged(
      Input input, List<SourceFile> files, Connection duckdb, RawTable raw, IngestTarget target)
      throws SQLException {
    var names = files.stream().map(SourceFile::name).toList();
    try (var verdict = new Verdict(duckdb, input.contract(), names, raw.sheets())) {
      Verdict.Count count = verdict.count();
      boolean quarantine = input.contract().onBadRow() == OnBadRow.QUARANTINE;
      long allowed = quarantine ? input.contract().maxBadRows() : 0;
      if (count.badRows() > allowed) {
        return refused(input, verdict, count, quarantine);
      }
      verdict.writeData(target.data());
      if (quarantine) {
        verdict.writeQuarantine(target.quarantine());
      }
      return new IngestResult.Loaded(count.rows() - count.badRows(), count.badRows());
    }
  }

  private static IngestResult refused(
      Input input, Verdict verdict, Verdict.Count count, boolean quarantine) throws SQLException {
    List<Violation> first = verdict.first();
    String bound =
        quarantine
            ? "; at most %,d rows may be set aside".formatted(input.contract().maxBadRows())
            : "";
    String head =
        "The input %s breaks its contract in %,d cells of %,d rows (of %,d)%s."
            .formatted(input.name(), count.violations(), count.badRows(), count.rows(), bound);
    String cells = first.stream().map(Violation::sentence).collect(Collectors.joining("\n"));
    return new IngestResult.Refused(first, count.violations(), head + "\n" + cells);
  }

  private static IngestResult refused(String sentence) {
    return new IngestResult.Refused(List.of(), 0, sentence);
  }

  private static void remove(IngestTarget target) throws IOException {
    for (Path path : List.of(target.data(), target.quarantine())) {
      if (Files.isRegularFile(path)) {
        Files.delete(path);
      }
    }
  }
}
