package io.sluice.work.transform;

import io.sluice.engine.flow.SqlProblem;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.ParsedSql;
import io.sluice.work.duckdb.Session;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A flow's SELECT that a session may run, and the values of its parameters. */
public final class BoundSelect {

  private final Session session;
  private final ParsedSql parsed;
  private final Map<String, SqlValue> values;

  private BoundSelect(Session session, ParsedSql parsed, Map<String, SqlValue> values) {
    this.session = session;
    this.parsed = parsed;
    this.values = Map.copyOf(values);
  }

  /**
   * The SELECT for the session.
   *
   * @param values of every parameter that the text uses; others are ignored
   * @param repeatable whether SQL that gives other rows for the same input is refused
   * @throws SqlRefusedException when the text is not one SELECT over the session's views, or has
   *     parameters without value
   */
  public static BoundSelect of(
      Session session,
      DuckDbSqlInspector inspector,
      String sql,
      Map<String, SqlValue> values,
      boolean repeatable)
      throws SqlRefusedException {
    ParsedSql parsed = inspector.parse(sql);
    refuseProblems(parsed, session.views(), values.keySet(), repeatable);
    return new BoundSelect(session, parsed, values);
  }

  /** Whether its columns are known before it is run: it has no parameters to bind. */
  boolean isFixed() {
    return parsed.facts().parameters().isEmpty();
  }

  /** The text, fit to stand in parentheses that close on a line of their own. */
  public String text() {
    return SqlText.withoutTerminator(parsed.positional());
  }

  /**
   * A statement that holds {@link #text} once, its parameters bound.
   *
   * @throws IllegalArgumentException when a value is none of its type
   */
  public PreparedStatement prepare(String statement) throws SQLException {
    session.requireNotInterrupted();
    PreparedStatement prepared = session.connection().prepareStatement(statement);
    try {
      int position = 0;
      for (String name : parsed.facts().parameters()) {
        prepared.setObject(++position, Objects.requireNonNull(values.get(name)).toJdbc());
      }
      return prepared;
    } catch (SQLException | RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  private static void refuseProblems(
      ParsedSql parsed, Set<String> views, Set<String> values, boolean repeatable)
      throws SqlRefusedException {
    var problems = new ArrayList<>(parsed.problems(repeatable));
    for (String table : parsed.facts().tables()) {
      if (!views.contains(table)) {
        problems.add(
            new SqlProblem(
                "'%s' is no input of the stage: it reads %s".formatted(table, sorted(views)),
                0,
                0));
      }
    }
    for (String name : parsed.facts().parameters()) {
      if (!values.contains(name)) {
        problems.add(
            new SqlProblem(
                "parameter $%s has no value: there are %s".formatted(name, sorted(values)), 0, 0));
      }
    }
    if (!problems.isEmpty()) {
      throw new SqlRefusedException(problems);
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
