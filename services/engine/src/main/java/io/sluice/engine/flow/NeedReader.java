package io.sluice.engine.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a stage or check reads: {@code [a, b]}, {@code {alias: a}}, {@code a.quarantine}. */
final class NeedReader {

  private static final String WHAT = "a list of names";

  private NeedReader() {}

  static Needs read(Value value, Reading reading) {
    int problems = reading.problems().count();
    List<Need> needs = value.isMapping() ? aliased(value, reading) : listed(value, reading);
    return new Needs(needs, reading.problems().count() == problems);
  }

  /** The one thing that a check is about. */
  static Optional<Need> one(Value value, Reading reading) {
    if (!value.isSequence()) {
      return need(value, reading);
    }
    List<Value> items = value.items(WHAT);
    if (items.size() != 1) {
      value.problem("expected one input or stage but found %d".formatted(items.size()));
      return Optional.empty();
    }
    return need(items.getFirst(), reading);
  }

  private static List<Need> listed(Value value, Reading reading) {
    List<Need> needs = new ArrayList<>();
    Set<String> aliases = new HashSet<>();
    List<Value> items = value.is("") || !value.isSequence() ? alone(value) : value.items(WHAT);
    for (Value item : items) {
      Optional<Need> need = need(item, reading);
      if (need.isPresent() && !aliases.add(need.get().alias())) {
        item.problem("\"%s\" is there twice".formatted(need.get().alias()));
      }
      need.ifPresent(needs::add);
    }
    return needs;
  }

  /** A name alone is a list of one; a number is no name. */
  private static List<Value> alone(Value value) {
    boolean name = value.node() instanceof Node.Scalar scalar && scalar.text().matches("[a-z].*");
    return name ? List.of(value) : value.items(WHAT);
  }

  private static List<Need> aliased(Value value, Reading reading) {
    Fields fields = value.entries(WHAT);
    Names.check(fields);
    List<Need> needs = new ArrayList<>();
    for (String alias : fields.keys()) {
      fields
          .get(alias)
          .flatMap(item -> need(item, reading))
          .map(need -> new Need(need.stage(), need.output(), alias))
          .ifPresent(needs::add);
    }
    return needs;
  }

  private static Optional<Need> need(Value value, Reading reading) {
    Optional<String> text = value.text("the name of an input or stage");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int dot = text.get().indexOf('.');
    String stage = dot < 0 ? text.get() : text.get().substring(0, dot);
    String output = dot < 0 ? Need.DATA : text.get().substring(dot + 1);
    Optional<String> problem = problemWith(stage, output, reading.known());
    problem.ifPresent(value::problem);
    String alias = output.equals(Need.DATA) ? stage : stage + "_" + output;
    return problem.isPresent() ? Optional.empty() : Optional.of(new Need(stage, output, alias));
  }

  private static Optional<String> problemWith(String stage, String output, Known known) {
    if (!known.isSource(stage)) {
      return Optional.of(Names.unknown("input or stage", stage, known.sources()));
    }
    if (output.equals(Need.DATA)) {
      return Optional.empty();
    }
    if (!output.equals(Need.QUARANTINE) || !known.inputs().contains(stage)) {
      return Optional.of(
          "\"%s\" has no output \"%s\"; inputs have data and quarantine, stages have data"
              .formatted(stage, output));
    }
    return known.quarantining().contains(stage)
        ? Optional.empty()
        : Optional.of(
            "\"%s\" sets no rows aside; say \"on_bad_row: quarantine\" there".formatted(stage));
  }
}
