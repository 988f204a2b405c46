package io.sluice.engine.flow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a SQL text, from its file or in flow.yaml itself, and holds it against its flow. */
final class SqlReader {

  private final Reading reading;

  SqlReader(Reading reading) {
    this.reading = reading;
  }

  /** A SELECT that was found. */
  record Text(String file, String sql, List<String> parameters) {
    static final Text NONE = new Text("", "", List.of());
  }

  /**
   * Reads and inspects.
   *
   * @param needs the tables that the text may refer to
   * @param repeatable whether it has to give the same rows for the same input
   */
  Text read(Value value, Needs needs, boolean repeatable) {
    return inlined(value)
        .or(() -> fromFile(value))
        .map(found -> inspected(found, value, needs, repeatable))
        .orElse(Text.NONE);
  }

  private Optional<Text> inlined(Value value) {
    return Optional.of(value.node())
        .filter(Node.Scalar.class::isInstance)
        .map(node -> ((Node.Scalar) node).text())
        .filter(SqlReader::isSql)
        .map(sql -> new Text(FlowSource.FLOW_FILE, sql, List.of()));
  }

  private static boolean isSql(String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", 2);
    return words.length == 2 && Set.of("select", "with", "from").contains(words[0]);
  }

  private Optional<Text> fromFile(Value value) {
    return reading
        .file(value, ".sql")
        .map(file -> new Text(file, reading.source().files().getOrDefault(file, ""), List.of()));
  }

  private Text inspected(Text text, Value value, Needs needs, boolean repeatable) {
    SqlFacts facts = reading.inspector().inspect(text.sql);
    SqlPlace place = new SqlPlace(value, text.file, text.sql);
    facts.problems().stream()
        .filter(problem -> repeatable || problem.kind() == SqlProblem.Kind.FORBIDDEN)
        .forEach(problem -> place.problem(problem.line(), problem.column(), problem.message()));
    if (needs.sound()) {
      refuseStrangers(facts.tables(), needs.all(), place);
    }
    refuseUnbound(facts.parameters(), place);
    return new Text(text.file, text.sql, List.copyOf(facts.parameters()));
  }

  private void refuseStrangers(Set<String> tables, List<Need> needs, SqlPlace place) {
    Set<String> aliases = needs.stream().map(Need::alias).collect(Collectors.toSet());
    for (String table : tables) {
      String name = table.toLowerCase(Locale.ROOT);
      if (!aliases.contains(name)) {
        place.problemAt(table, stranger(table, name, aliases));
      }
    }
  }

  private String stranger(String table, String name, Set<String> aliases) {
    return reading.known().isSource(name)
        ? "the SQL reads \"%s\", which is not among what it needs; add it there".formatted(table)
        : "the SQL reads \"%s\", which is neither an input nor a stage of the flow%s"
            .formatted(table, Suggestion.near(name, aliases));
  }

  private void refuseUnbound(Set<String> parameters, SqlPlace place) {
    List<String> known = reading.known().sqlParameters();
    for (String name : parameters) {
      if (!known.contains(name)) {
        place.problemAt("$" + name, Names.unknown("parameter", name, known));
      }
    }
  }
}
