package io.sluice.work.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.flow.SqlFacts;
import io.sluice.engine.flow.SqlProblem;
import io.sluice.engine.flow.SqlProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects the facts of one parse tree of {@code json_serialize_sql}. Used once. */
final class SqlWalk {

  private static final Set<String> QUERIES =
      Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

  private final byte[] text;
  private final String sql;
  private final FunctionCatalog functions;
  private final List<SqlProblem> problems = new ArrayList<>();
  private final Set<String> tables = new LinkedHashSet<>();
  private final Set<String> parameters = new LinkedHashSet<>();
  private final List<ParsedSql.ParameterUse> uses = new ArrayList<>();

  SqlWalk(String sql, FunctionCatalog functions) {
    this.sql = sql;
    this.text = sql.getBytes(StandardCharsets.UTF_8);
    this.functions = functions;
  }

  ParsedSql walk(JsonNode query) {
    visit(query, Set.of());
    return new ParsedSql(sql, new SqlFacts(problems, tables, parameters), uses);
  }

  /** Visits a node that sees the common table expressions in {@code scope}. */
  private void visit(JsonNode node, Set<String> scope) {
    if (node.isArray()) {
      node.forEach(child -> visit(child, scope));
    }
    if (!node.isObject()) {
      return;
    }
    Set<String> inner = scope;
    if (node.has("cte_map")) {
      checkQuery(node);
      inner = visitCommonTables(node.path("cte_map").path("map"), scope);
    }
    check(node, inner);
    for (var child : node.properties()) {
      if (!child.getKey().equals("cte_map")) {
        visit(child.getValue(), inner);
      }
    }
  }

  /** An expression sees those before it, and itself if it is recursive. */
  private Set<String> visitCommonTables(JsonNode entries, Set<String> scope) {
    Set<String> seen = new HashSet<>(scope);
    for (JsonNode entry : entries) {
      String name = lower(entry.path("key"));
      JsonNode query = entry.path("value").path("query_node");
      if (isRecursive(query)) {
        seen.add(name);
      }
      visit(entry.path("value"), Set.copyOf(seen));
      seen.add(name);
    }
    return seen;
  }

  private static boolean isRecursive(JsonNode query) {
    return query.path("type").asText().equals("RECURSIVE_CTE_NODE");
  }

  private void check(JsonNode node, Set<String> scope) {
    if (node.path("sample").isObject()) {
      unrepeatable(node, "SAMPLE takes other rows each time");
    }
    switch (node.path("class").asText()) {
      case "FUNCTION" -> checkFunction(node);
      case "PARAMETER" -> checkParameter(node);
      case "COLUMN_REF" -> checkWord(node);
      default -> {}
    }
    switch (node.path("type").asText()) {
      case "BASE_TABLE" -> checkTable(node, scope);
      case "TABLE_FUNCTION" -> checkTableFunction(node);
      case "SHOW_REF" -> forbid(node, "DESCRIBE, SUMMARIZE and SHOW are no SELECT");
      default -> {}
    }
  }

  private void checkQuery(JsonNode query) {
    String type = query.path("type").asText();
    if (!QUERIES.contains(type)) {
      forbid(query, "a stage's SQL only reads: write one SELECT");
    }
    boolean ordered = false;
    boolean limited = false;
    for (JsonNode modifier : query.path("modifiers")) {
      String kind = modifier.path("type").asText();
      ordered |= kind.equals("ORDER_MODIFIER") && !modifier.path("orders").isEmpty();
      limited |= kind.startsWith("LIMIT");
      limited |=
          kind.equals("DISTINCT_MODIFIER") && !modifier.path("distinct_on_targets").isEmpty();
    }
    if (limited && !ordered) {
      unrepeatable(
          firstPlace(query),
          "LIMIT, OFFSET and DISTINCT ON without ORDER BY keep other rows each time: add an ORDER"
              + " BY that leaves no ties");
    }
  }

  private void checkFunction(JsonNode node) {
    String name = lower(node.path("function_name"));
    if (functions.isEnvironment(name)) {
      forbid(node, "%s() reaches outside of the stage's inputs".formatted(name));
    } else if (functions.isUnstable(name)) {
      unrepeatable(
          node,
          "%s() gives another value each time; period bounds and the planned time come in as"
                  .formatted(name)
              + " parameters");
    }
  }

  private void checkTableFunction(JsonNode node) {
    String name = lower(node.path("function").path("function_name"));
    if (!functions.isAllowedTable(name)) {
      forbid(
          node,
          "%s() reads what is no input of the stage: name inputs and stages in 'needs' and read"
                  .formatted(name)
              + " them by their names");
    }
  }

  private void checkParameter(JsonNode node) {
    String name = node.path("identifier").asText();
    if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
      forbid(node, "parameters have names: write $name instead of ? or $1");
      return;
    }
    parameters.add(name);
    int offset = node.path("query_location").asInt(-1);
    int length = node.path("query_location_length").asInt();
    if (isUse(name, offset, length)) {
      uses.add(new ParsedSql.ParameterUse(name, offset, length));
    } else {
      forbid(node, "parameter $%s cannot stand here".formatted(name));
    }
  }

  private boolean isUse(String name, int offset, int length) {
    return offset >= 0
        && offset + length <= text.length
        && new String(text, offset, length, StandardCharsets.UTF_8).equalsIgnoreCase("$" + name);
  }

  /** A bare word may be a call; in quotes or behind a table's name it is a column. */
  private void checkWord(JsonNode node) {
    JsonNode names = node.path("column_names");
    int offset = node.path("query_location").asInt(-1);
    if (names.size() != 1 || (offset >= 0 && offset < text.length && text[offset] == '"')) {
      return;
    }
    String word = lower(names.path(0));
    if (functions.isClockWord(word)) {
      unrepeatable(node, "%s gives another value each time".formatted(word));
    } else if (functions.isEnvironmentWord(word)) {
      forbid(
          node,
          "%s reaches outside of the stage's inputs; a column of that name goes in double quotes"
              .formatted(word));
    }
  }

  private void checkTable(JsonNode node, Set<String> scope) {
    String name = node.path("table_name").asText();
    boolean qualified =
        !node.path("schema_name").asText().isEmpty()
            || !node.path("catalog_name").asText().isEmpty();
    String table = name.toLowerCase(Locale.ROOT);
    if (!qualified && scope.contains(table)) {
      return;
    }
    if (qualified || !name.matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
      forbid(
          node,
          "'%s' is no input of the stage: name inputs and stages in 'needs' and read them by their"
                  .formatted(name)
              + " names");
      return;
    }
    tables.add(table);
  }

  private void forbid(JsonNode node, String message) {
    problem(node, message, Kind.FORBIDDEN);
  }

  private void unrepeatable(JsonNode node, String message) {
    problem(node, message, Kind.NOT_REPEATABLE);
  }

  private void problem(JsonNode node, String message, Kind kind) {
    problems.add(TextPlace.of(text, node.path("query_location").asLong(-1)).problem(message, kind));
  }

  /** The first node below with a place in the text. */
  private static JsonNode firstPlace(JsonNode node) {
    for (JsonNode modifier : node.path("modifiers")) {
      for (JsonNode part : modifier) {
        if (part.hasNonNull("query_location")) {
          return part;
        }
      }
    }
    return node;
  }

  private static String lower(JsonNode name) {
    return name.asText().toLowerCase(Locale.ROOT);
  }
}
