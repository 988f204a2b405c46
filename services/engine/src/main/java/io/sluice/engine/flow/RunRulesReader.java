package io.sluice.engine.flow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code slice}, {@code labels} and {@code max_active}. */
final class RunRulesReader {

  private static final int MOST_ACTIVE = 10_000;
  private static final int MOST_LABELS = 50;
  private static final int MOST_SLICE_PARAMETERS = 5;
  private static final int LONGEST_LABEL = 200;

  private RunRulesReader() {}

  static RunRules read(Fields flow) {
    Fields parameters = Section.of(flow, "parameters");
    List<String> slice = flow.get("slice").map(value -> slice(value, parameters)).orElse(List.of());
    Optional<Integer> maxActive = flow.get("max_active").map(value -> value.whole(1, MOST_ACTIVE));
    return new RunRules(slice, labels(Section.of(flow, "labels")), maxActive);
  }

  private static List<String> slice(Value value, Fields parameters) {
    List<Value> items = value.oneOrMore("a list of parameters");
    if (items.size() > MOST_SLICE_PARAMETERS) {
      value.problem("a slice has at most %d parameters".formatted(MOST_SLICE_PARAMETERS));
    }
    Set<String> names = new LinkedHashSet<>();
    for (Value item : items) {
      sliceParameter(item, parameters)
          .filter(name -> !names.add(name))
          .ifPresent(name -> item.problem("\"%s\" is there twice".formatted(name)));
    }
    return List.copyOf(names);
  }

  private static Optional<String> sliceParameter(Value item, Fields parameters) {
    Optional<String> name = item.text("a parameter's name");
    Optional<String> problem = name.flatMap(it -> problemWith(it, parameters));
    problem.ifPresent(item::problem);
    return problem.isPresent() ? Optional.empty() : name;
  }

  private static Optional<String> problemWith(String name, Fields parameters) {
    Optional<Value> declared = parameters.get(name);
    if (declared.isEmpty()) {
      return Optional.of(Names.unknown("parameter", name, parameters.keys()));
    }
    Fields parameter = declared.get().entries("a parameter");
    if (!parameter.get("type").map(type -> type.is("varchar")).orElse(false)) {
      return Optional.of("a parameter of the slice has the type varchar");
    }
    return parameter
        .get("default")
        .flatMap(value -> value.text("a text"))
        .filter(text -> !FilePattern.isSliceValue(text))
        .map(RunRulesReader::illegalValue);
  }

  private static String illegalValue(String text) {
    return ("a value of the slice has letters, digits, - and _ alone, and at most 60 of them, but"
            + " the default is \"%s\"")
        .formatted(text);
  }

  private static Map<String, String> labels(Fields fields) {
    Names.check(fields);
    if (fields.keys().size() > MOST_LABELS) {
      fields.problem("a flow has at most %d labels".formatted(MOST_LABELS));
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name : fields.keys()) {
      fields
          .get(name)
          .flatMap(value -> value.parsed("a text of at most 200 characters", RunRulesReader::label))
          .ifPresent(text -> labels.put(name, text));
    }
    return labels;
  }

  private static Optional<String> label(String text) {
    return Optional.of(text).filter(it -> !it.isBlank() && it.length() <= LONGEST_LABEL);
  }
}
