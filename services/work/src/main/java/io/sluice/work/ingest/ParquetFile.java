package io.sluice.work.ingest;

import io.sluice.engine.flow.Column;
import io.sluice.engine.flow.ColumnType;
import io.sluice.engine.flow.Contract;
import io.sluice.work.duckdb.SqlNames;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a Parquet file, whose columns must be of a type that the contract's type can hold. */
final class ParquetFile {
  private static final int MAGIC_BYTES = 4;
  private static final Set<String> INTEGERS =
      Set.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "UHUGEINT");
  private static final Set<String> MOMENTS =
      Set.of("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS");
  private static final String ZONED = "TIMESTAMP WITH TIME ZONE";

  /** How DuckDB begins to tell of a file that is no sound Parquet. */
  private static final List<String> FILE_FAULTS =
      List.of("Invalid Input Error", "Invalid Error", "Conversion Error", "Serialization Error");

  private final SourceFile file;
  private final Contract contract;
  private final IngestLimits limits;

  ParquetFile(SourceFile file, Contract contract, IngestLimits limits) {
    this.file = file;
    this.contract = contract;
    this.limits = limits;
  }

  private record Found(String name, String type) {}

  void read(Connection duckdb, RawTable raw)
      throws RefusedFileException, IOException, SQLException {
    mustBeWhole();
    try {
      List<Found> found = found(duckdb);
      int[] positions = Headings.locate("", contract, found.stream().map(Found::name).toList());
      mustFit(found, positions);
      raw.added(rows(duckdb));
      raw.execute(insert(raw.sheets().size() - 1, found, positions));
    } catch (SQLException e) {
      throw refusedOr(e);
    }
  }

  private void mustBeWhole() throws IOException, RefusedFileException {
    FileKind kind = FileKind.of(file.path());
    if (kind != FileKind.PARQUET) {
      throw new RefusedFileException(
          " is %s, but a Parquet file is expected.".formatted(kind.words()));
    }
    try (var bytes = new RandomAccessFile(file.path().toFile(), "r")) {
      byte[] tail = new byte[MAGIC_BYTES];
      bytes.seek(bytes.length() - MAGIC_BYTES);
      bytes.readFully(tail);
      if (!new String(tail, StandardCharsets.ISO_8859_1).equals("PAR1")) {
        throw damaged();
      }
    }
  }

  private List<Found> found(Connection duckdb) throws SQLException, RefusedFileException {
    var found = new ArrayList<Found>();
    try (var statement = duckdb.createStatement();
        var result = statement.executeQuery("DESCRIBE SELECT * FROM " + source(""))) {
      while (result.next()) {
        found.add(new Found(result.getString(1), result.getString(2)));
      }
    }
    if (found.size() > limits.columns()) {
      throw new RefusedFileException(
          " holds more than the %,d columns allowed.".formatted(limits.columns()));
    }
    return found;
  }

  private void mustFit(List<Found> found, int[] positions) throws RefusedFileException {
    var problems = new ArrayList<String>();
    for (int i = 0; i < positions.length; i++) {
      Column column = contract.columns().get(i);
      String type = found.get(positions[i]).type();
      if (!fits(type, column.type())) {
        problems.add(
            "the column \"%s\" is %s, but %s is expected"
                .formatted(column.header(), type, column.type().sql()));
      }
    }
    if (!problems.isEmpty()) {
      throw new RefusedFileException(": " + String.join("; ", problems) + ".");
    }
  }

  private static boolean fits(String found, ColumnType wanted) {
    boolean number =
        INTEGERS.contains(found)
            || found.startsWith("DECIMAL")
            || found.equals("DOUBLE")
            || found.equals("FLOAT");
    return switch (wanted) {
      case ColumnType.Decimal _ -> number;
      case ColumnType.Simple simple ->
          switch (simple) {
            case BOOLEAN, DATE -> found.equals(simple.name());
            case INTEGER, BIGINT -> INTEGERS.contains(found);
            case DOUBLE -> number;
            case VARCHAR ->
                found.equals("VARCHAR") || found.equals("UUID") || found.startsWith("ENUM");
            case TIMESTAMP -> MOMENTS.contains(found) || found.equals(ZONED);
          };
    };
  }

  private long rows(Connection duckdb) throws SQLException {
    try (var statement = duckdb.createStatement();
        var result = statement.executeQuery("SELECT count(*) FROM " + source(""))) {
      result.next();
      return result.getLong(1);
    }
  }

  private String insert(int fileNumber, List<Found> found, int[] positions) {
    var texts = new StringBuilder();
    for (int position : positions) {
      Found column = found.get(position);
      // A moment with a zone is taken in UTC.
      String zone = column.type().equals(ZONED) ? " AT TIME ZONE 'UTC'" : "";
      texts.append(
          ", nullif(CAST(%s%s AS VARCHAR), '')"
              .formatted(SqlNames.identifier(column.name()), zone));
    }
    return "INSERT INTO temp.%s SELECT %d, file_row_number + 1, NULL, NULL, NULL, true%s FROM %s"
        .formatted(RawTable.NAME, fileNumber, texts, source(", file_row_number = true"));
  }

  private String source(String options) {
    return "read_parquet([%s], hive_partitioning = false%s)"
        .formatted(SqlNames.text(file.path().toString()), options);
  }

  /** What the sandbox, the memory limit or the disk says is no fault of the file. */
  private static RefusedFileException refusedOr(SQLException e) throws SQLException {
    String message = String.valueOf(e.getMessage());
    if (FILE_FAULTS.stream().anyMatch(message::startsWith)) {
      return damaged();
    }
    throw e;
  }

  private static RefusedFileException damaged() {
    return new RefusedFileException(
        " is cut off or damaged: it cannot be read as Parquet. Write it again.");
  }
}
