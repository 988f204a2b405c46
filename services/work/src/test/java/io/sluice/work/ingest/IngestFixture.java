package io.sluice.work.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Column;
import io.sluice.engine.flow.Column.Rounding;
import io.sluice.engine.flow.ColumnType;
import io.sluice.engine.flow.Contract;
import io.sluice.engine.flow.Contract.OnBadRow;
import io.sluice.engine.flow.Contract.OtherColumns;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.InputFormat;
import io.sluice.work.duckdb.SqlNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Files in a folder of their own, taken in by a real DuckDB. */
abstract class IngestFixture {
  static final InputFormat.Csv CSV = new InputFormat.Csv(',', '"', "UTF-8");
  static final InputFormat.Xlsx XLSX = new InputFormat.Xlsx(new InputFormat.Sheet.Number(1), 1);

  @TempDir protected Path folder;
  protected Connection duckdb;
  protected InputFormat format = CSV;
  protected IngestLimits limits = IngestLimits.DEFAULT;
  protected BooleanSupplier interrupted = () -> false;
  protected Contract contract = contract(column("id", ColumnType.Simple.INTEGER));
  private final List<SourceFile> files = new ArrayList<>();

  @BeforeEach
  void openDuckDb() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterEach
  void closeDuckDb() throws SQLException {
    duckdb.close();
  }

  static Column column(String name, ColumnType type) {
    return new Column(name, name, type, false, Rounding.NONE, Optional.empty());
  }

  static Column required(String name, ColumnType type) {
    return new Column(name, name, type, true, Rounding.NONE, Optional.empty());
  }

  static Column rounded(String name, int precision, int scale, Rounding rounding) {
    var type = new ColumnType.Decimal(precision, scale);
    return new Column(name, name, type, false, rounding, Optional.empty());
  }

  static Column dated(String name, ColumnType type, String format) {
    return new Column(name, name, type, false, Rounding.NONE, Optional.of(format));
  }

  static Contract contract(Column... columns) {
    return new Contract(List.of(columns), OtherColumns.IGNORE, OnBadRow.FAIL, 0);
  }

  static Contract quarantining(long maxBadRows, Column... columns) {
    return new Contract(List.of(columns), OtherColumns.IGNORE, OnBadRow.QUARANTINE, maxBadRows);
  }

  void file(String name, String text) throws IOException {
    file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  void file(String name, byte[] bytes) throws IOException {
    Path path = folder.resolve(name);
    Files.write(path, bytes);
    files.add(new SourceFile(name, path));
  }

  void existing(String name) {
    files.add(new SourceFile(name, folder.resolve(name)));
  }

  void existing(Path path) {
    files.add(new SourceFile(path.getFileName().toString(), path));
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var packer = new GZIPOutputStream(out)) {
      packer.write(bytes);
    }
    return out.toByteArray();
  }

  Path data() {
    return folder.resolve("out.parquet");
  }

  Path quarantine() {
    return folder.resolve("out-quarantine.parquet");
  }

  IngestResult ingest() throws SQLException, IOException {
    var input = new Input("prices", List.of("prices*"), format, contract, "default");
    return Ingest.run(
        input, files, duckdb, new IngestTarget(data(), quarantine()), limits, interrupted);
  }

  IngestResult.Loaded loaded() throws SQLException, IOException {
    IngestResult result = ingest();
    assertThat(result).isInstanceOf(IngestResult.Loaded.class);
    return (IngestResult.Loaded) result;
  }

  IngestResult.Refused refused() throws SQLException, IOException {
    IngestResult result = ingest();
    assertThat(result).isInstanceOf(IngestResult.Refused.class);
    assertThat(data()).doesNotExist();
    assertThat(quarantine()).doesNotExist();
    return (IngestResult.Refused) result;
  }

  String refusal() throws SQLException, IOException {
    return refused().summary();
  }

  List<String> rows() throws SQLException {
    return rows(data());
  }

  /** Rows as text, values parted by bars, null as a dash. */
  List<String> rows(Path parquet) throws SQLException {
    var rows = new ArrayList<String>();
    try (var statement = duckdb.createStatement();
        var result = statement.executeQuery("FROM " + SqlNames.text(parquet.toString()))) {
      while (result.next()) {
        var values = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          String value = result.getString(i);
          values.add(value == null ? "-" : value);
        }
        rows.add(values.stream().collect(Collectors.joining("|")));
      }
    }
    return rows;
  }
}
