package io.sluice.work.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.engine.flow.SqlFacts;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.engine.flow.SqlProblem;
import io.sluice.engine.flow.SqlProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inspects SQL with DuckDB's own parser, in an instance without data that runs none of it. An
 * instance that fails is replaced. Thread-safe; texts seen lately are remembered.
 */
public final class DuckDbSqlInspector implements SqlInspector, AutoCloseable {

  /** Longest text that is looked at. */
  public static final int MAX_LENGTH = 200_000;

  private static final int MAX_REMEMBERED = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Opening opening;
  private final Map<String, ParsedSql> remembered =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ParsedSql> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private Parser parser;

  /** Opens an instance without data. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /** Opens the instance; the first in a process loads DuckDB's native library. */
  public DuckDbSqlInspector() throws SQLException {
    this(() -> DriverManager.getConnection("jdbc:duckdb:"));
  }

  DuckDbSqlInspector(Opening opening) throws SQLException {
    this.opening = opening;
    this.parser = Parser.in(opening.open());
  }

  /** DuckDB's parser, in an instance of its own. */
  private record Parser(Connection connection, PreparedStatement parse, FunctionCatalog functions)
      implements AutoCloseable {

    static Parser in(Connection connection) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute("SET autoinstall_known_extensions=false");
        statement.execute("SET autoload_known_extensions=false");
        statement.execute("SET enable_external_access=false");
        statement.execute("SET threads=1");
        statement.execute("SET lock_configuration=true");
        return new Parser(
            connection,
            connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)"),
            FunctionCatalog.of(connection));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }

    String serialize(String sql) throws SQLException {
      parse.setString(1, sql);
      try (var rows = parse.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }

    @Override
    public void close() throws SQLException {
      parse.close();
      connection.close();
    }
  }

  @Override
  public SqlFacts inspect(String sql) {
    return parse(sql).facts();
  }

  /** The facts and where the parameters stand. */
  public synchronized ParsedSql parse(String sql) {
    if (sql.length() > MAX_LENGTH) {
      return refused(sql, 0, "the SQL is longer than %d characters".formatted(MAX_LENGTH));
    }
    ParsedSql known = remembered.get(sql);
    if (known != null) {
      return known;
    }
    try {
      ParsedSql parsed = parseAnew(sql);
      remembered.put(sql, parsed);
      return parsed;
    } catch (SQLException e) {
      // the parser's failure says nothing of the text that can be relied on later
      return refused(sql, 0, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    parser.close();
  }

  private ParsedSql parseAnew(String sql) throws SQLException {
    try {
      return facts(sql, JSON.readTree(serialize(sql)));
    } catch (JsonProcessingException e) {
      return refused(sql, 0, "the SQL is nested too deeply");
    }
  }

  private String serialize(String sql) throws SQLException {
    try {
      return parser.serialize(sql);
    } catch (SQLException e) {
      Parser failed = parser;
      parser = Parser.in(opening.open());
      failed.close();
      return parser.serialize(sql);
    }
  }

  private ParsedSql facts(String sql, JsonNode answer) {
    if (answer.path("error").asBoolean()) {
      return refused(sql, answer.path("position").asLong(-1), complaint(answer));
    }
    JsonNode statements = answer.path("statements");
    if (statements.size() != 1) {
      return refused(
          sql,
          -1,
          "a stage's SQL is exactly one SELECT, this text has %d statements"
              .formatted(statements.size()));
    }
    return new SqlWalk(sql, parser.functions()).walk(statements.path(0).path("node"));
  }

  private static String complaint(JsonNode answer) {
    String message = answer.path("error_message").asText();
    return message.startsWith("Only SELECT")
        ? "a stage's SQL is exactly one SELECT, this text holds another statement (a PIVOT goes in"
            + " FROM, with its values listed)"
        : message;
  }

  private static ParsedSql refused(String sql, long offset, String message) {
    SqlProblem problem =
        TextPlace.of(sql.getBytes(StandardCharsets.UTF_8), offset).problem(message, Kind.FORBIDDEN);
    return new ParsedSql(sql, new SqlFacts(List.of(problem), Set.of(), Set.of()), List.of());
  }
}
