package io.sluice.engine.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The names that a flow's parts may refer to, gathered before the parts are read. */
record Known(
    Set<String> inputs,
    Set<String> quarantining,
    Set<String> stages,
    Set<String> figures,
    Set<String> parameters,
    Map<String, List<String>> columns) {

  /** What a run tells every SQL text of itself. */
  static final List<String> RUN_PARAMETERS =
      List.of("period", "period_start", "period_end", "planned_time");

  static Known in(Fields flow) {
    return new Known(
        names(flow, "inputs"),
        quarantining(flow),
        names(flow, "stages"),
        names(flow, "figures"),
        names(flow, "parameters"),
        columns(flow));
  }

  /**
   * What is wrong with a column's name; nothing where the columns are not known before a run, as
   * with those of a stage. SQL does not tell upper from lower case.
   */
  Optional<String> problemWithColumn(String source, String column) {
    List<String> known = columns.getOrDefault(source, List.of());
    return known.isEmpty() || known.stream().anyMatch(column::equalsIgnoreCase)
        ? Optional.empty()
        : Optional.of(
            "the input \"%s\" has no column \"%s\"%s"
                .formatted(source, column, Suggestion.near(column, known)));
  }

  /** Inputs and stages: whatever has data. */
  Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>(inputs);
    sources.addAll(stages);
    return sources;
  }

  boolean isSource(String name) {
    return inputs.contains(name) || stages.contains(name);
  }

  List<String> sqlParameters() {
    List<String> all = new ArrayList<>(RUN_PARAMETERS);
    all.addAll(parameters);
    return all;
  }

  private static Set<String> names(Fields flow, String section) {
    return flow.get(section)
        .filter(Value::isMapping)
        .map(value -> new LinkedHashSet<>(value.entries("names").keys()))
        .orElseGet(LinkedHashSet::new);
  }

  private static Set<String> quarantining(Fields flow) {
    Set<String> found = new LinkedHashSet<>();
    eachInput(
        flow,
        (name, input) ->
            input
                .get("on_bad_row")
                .filter(value -> value.is("quarantine"))
                .ifPresent(_ -> found.add(name)));
    return found;
  }

  private static Map<String, List<String>> columns(Fields flow) {
    Map<String, List<String>> found = new HashMap<>();
    eachInput(
        flow,
        (name, input) ->
            input
                .get("columns")
                .filter(Value::isMapping)
                .ifPresent(columns -> found.put(name, columns.entries("columns").keys())));
    return found;
  }

  private static void eachInput(Fields flow, BiConsumer<String, Fields> use) {
    Optional<Value> inputs = flow.get("inputs").filter(Value::isMapping);
    if (inputs.isEmpty()) {
      return;
    }
    Fields entries = inputs.get().entries("inputs");
    for (String name : entries.keys()) {
      entries
          .get(name)
          .filter(Value::isMapping)
          .ifPresent(input -> use.accept(name, input.entries("an input")));
    }
  }
}
