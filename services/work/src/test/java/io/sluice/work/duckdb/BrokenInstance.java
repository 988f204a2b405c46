package io.sluice.work.duckdb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Breaks DuckDB instances as its own defects do: with an internal error of a running query. */
final class BrokenInstance {

  private BrokenInstance() {}

  /** Has the connection's instance refuse all further queries. */
  static void breakIt(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // rows, not a constant: what is computed while the query is planned breaks nothing
      statement.execute(
          """
          CREATE TEMP TABLE senseless AS
          SELECT replace(
              json_serialize_sql('SELECT row_number() OVER (ORDER BY a) FROM t')::VARCHAR,
              'UNBOUNDED_PRECEDING', 'INVALID') AS tree
          FROM range(3)
          """);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () -> statement.execute("SELECT json_deserialize_sql(tree::JSON) FROM senseless"))
          .withMessageStartingWith("INTERNAL Error");
    }
  }
}
