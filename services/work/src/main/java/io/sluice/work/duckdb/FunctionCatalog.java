package io.sluice.work.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which functions a stage may not call. Stability is what DuckDB itself says of its functions; a
 * macro is as unstable as what it calls.
 */
final class FunctionCatalog {

  /** Words that call a function without parentheses, by SQL's standard. */
  private static final Set<String> CLOCK_WORDS =
      Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

  private static final Set<String> ENVIRONMENT_WORDS =
      Set.of(
          "current_catalog",
          "current_role",
          "current_schema",
          "current_user",
          "session_user",
          "user");

  /** Scalar functions that see or change what lies outside of the stage's inputs. */
  private static final Set<String> ENVIRONMENT =
      Set.of(
          "getenv",
          "current_setting",
          "getvariable",
          "current_query",
          "write_log",
          "sleep_ms",
          "pg_sleep",
          "nextval",
          "currval",
          "setval",
          "setseed",
          "json_execute_serialized_sql",
          "current_user",
          "session_user",
          "current_role",
          "user",
          "current_database",
          "current_schema",
          "current_schemas",
          "current_catalog",
          "in_search_path");

  /** Volatile for DuckDB's optimizer, but the same for the same input. */
  private static final Set<String> REPEATABLE = Set.of("error");

  /** Table functions that depend on their arguments alone; all others are refused. */
  private static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "range",
          "generate_series",
          "unnest",
          "repeat",
          "repeat_row",
          "json_each",
          "json_tree",
          "generate_subscripts");

  private static final Pattern WORD = Pattern.compile("[a-z_][a-z0-9_]*");

  private final Set<String> unstable;

  private FunctionCatalog(Set<String> unstable) {
    this.unstable = unstable;
  }

  static FunctionCatalog of(Connection connection) throws SQLException {
    Set<String> unstable = new HashSet<>(CLOCK_WORDS);
    Map<String, String> macros = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT function_name, coalesce(stability, 'CONSISTENT'),"
                    + " coalesce(macro_definition, '') FROM duckdb_functions()")) {
      while (rows.next()) {
        String name = rows.getString(1).toLowerCase(Locale.ROOT);
        if (!rows.getString(2).equals("CONSISTENT")) {
          unstable.add(name);
        }
        macros.merge(name, rows.getString(3), (a, b) -> a + " " + b);
      }
    }
    unstable.removeAll(REPEATABLE);
    addMacros(macros, unstable);
    return new FunctionCatalog(Set.copyOf(unstable));
  }

  boolean isUnstable(String function) {
    return unstable.contains(function);
  }

  boolean isEnvironment(String function) {
    return ENVIRONMENT.contains(function);
  }

  boolean isAllowedTable(String function) {
    return TABLE_FUNCTIONS.contains(function);
  }

  boolean isClockWord(String word) {
    return CLOCK_WORDS.contains(word);
  }

  boolean isEnvironmentWord(String word) {
    return ENVIRONMENT_WORDS.contains(word);
  }

  /** Repeats while it finds more, since macros call macros. */
  private static void addMacros(Map<String, String> macros, Set<String> unstable) {
    boolean found = true;
    while (found) {
      found = false;
      for (var macro : macros.entrySet()) {
        found |= calls(macro.getValue(), unstable) && unstable.add(macro.getKey());
      }
    }
  }

  private static boolean calls(String definition, Set<String> functions) {
    return WORD.matcher(definition.toLowerCase(Locale.ROOT))
        .results()
        .anyMatch(word -> functions.contains(word.group()));
  }
}
