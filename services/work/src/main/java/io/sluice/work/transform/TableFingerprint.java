package io.sluice.work.transform;

import io.sluice.engine.artefact.Sha256;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SqlNames;
import io.sluice.work.store.TableFacts;
import io.sluice.work.store.TableFacts.TableColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads Parquet files back and says what they hold, with a fingerprint that does not depend on the
 * order of rows: SHA-256 over column names, types, row count and the sum modulo 2^128 of the MD5 of
 * each row. A sum, since twins would cancel in an XOR.
 *
 * <p>A row is hashed as a JSON array (RFC 8259) of its values' texts, so that no two rows have the
 * same text. DuckDB's own {@code hash()} is ten times faster, but may be another function in its
 * next version, and fingerprints have to outlive versions; MD5 over text takes some 200 ms for a
 * million rows of six columns, less than it takes to write them. Floating columns are left out:
 * their parallel sums differ from run to run.
 */
public final class TableFingerprint {

  private static final Pattern FLOATING = Pattern.compile("\\b(DOUBLE|FLOAT|REAL)\\b");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  /** DuckDB's vectors are as long: so few hashes are fetched in one piece. */
  private static final long SMALL = 2_048;

  private TableFingerprint() {}

  /**
   * What the files hold together.
   *
   * @throws SQLException also when one of them is no sound Parquet file
   */
  public static TableFacts read(Connection connection, List<Path> files) throws SQLException {
    return read(connection, files, columns(connection, files));
  }

  /**
   * The same facts, without a look at the columns.
   *
   * @param columns what a look at the files would give
   */
  static TableFacts read(Connection connection, List<Path> files, List<TableColumn> columns)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query(columns, Session.parquet(files)))) {
      row.next();
      long rows = row.getLong(1);
      BigInteger sum = whole(row, 2).shiftLeft(64).add(whole(row, 3)).mod(MODULUS);
      return new TableFacts(rows, columns, fingerprint(columns, rows, sum));
    }
  }

  /** Whether so few rows are read faster one by one than summed up by a query. */
  static boolean isSmall(long rows) {
    return rows <= SMALL;
  }

  /**
   * The same facts as those of {@link #read}, from one light query.
   *
   * @param columns what a look at the files would give
   */
  static TableFacts readSmall(Connection connection, List<Path> files, List<TableColumn> columns)
      throws SQLException {
    String query = "SELECT md5_number(%s) FROM %s".formatted(text(columns), Session.parquet(files));
    long rows = 0;
    BigInteger sum = BigInteger.ZERO;
    try (Statement statement = connection.createStatement();
        ResultSet hashes = statement.executeQuery(query)) {
      while (hashes.next()) {
        sum = sum.add((BigInteger) hashes.getObject(1));
        rows++;
      }
    }
    return new TableFacts(rows, columns, fingerprint(columns, rows, sum.mod(MODULUS)));
  }

  /** Whether values of the type may differ from run to run in their last digits. */
  public static boolean isFloating(String type) {
    return FLOATING.matcher(QUOTED.matcher(type).replaceAll("")).find();
  }

  private static List<TableColumn> columns(Connection connection, List<Path> files)
      throws SQLException {
    List<TableColumn> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("DESCRIBE SELECT * FROM " + Session.parquet(files))) {
      while (rows.next()) {
        columns.add(new TableColumn(rows.getString(1), rows.getString(2)));
      }
    }
    return columns;
  }

  private static String query(List<TableColumn> columns, String table) {
    return """
    SELECT count(*),
      coalesce(sum((h >> 64)::UBIGINT), 0),
      coalesce(sum((h & 18446744073709551615::UHUGEINT)::UBIGINT), 0)
    FROM (SELECT md5_number(%s) AS h FROM %s)\
    """
        .formatted(text(columns), table);
  }

  private static String text(List<TableColumn> columns) {
    return columns.stream()
        .filter(column -> !isFloating(column.type()))
        .map(column -> SqlNames.identifier(column.name()))
        .map(name -> name + "::VARCHAR")
        .collect(Collectors.joining(",", "json_array(", ")"));
  }

  private static BigInteger whole(ResultSet row, int column) throws SQLException {
    return new BigDecimal(row.getString(column)).toBigIntegerExact();
  }

  private static String fingerprint(List<TableColumn> columns, long rows, BigInteger sum) {
    Sha256 hash = Sha256.start().number(columns.size());
    columns.forEach(column -> hash.text(column.name()).text(column.type()));
    return hash.number(rows).text(sum.toString()).hex();
  }
}
