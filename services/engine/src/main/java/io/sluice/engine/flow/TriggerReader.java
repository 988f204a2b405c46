package io.sluice.engine.flow;

import io.sluice.engine.flow.Trigger.Arrivals;
import io.sluice.engine.flow.Trigger.Result;
import io.sluice.engine.flow.Trigger.Schedule;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code triggers}. */
final class TriggerReader {

  private static final int MOST_TRIGGERS = 50;
  private static final Duration LONGEST_QUIET = Duration.ofDays(1);

  private final Reading reading;
  private final String flow;
  private final List<Parameter> parameters;
  private final RunRules rules;
  private final ScheduleReader schedules;
  private final Set<String> names = new HashSet<>();
  private boolean hasArrivals;

  TriggerReader(Reading reading, String flow, List<Parameter> parameters, RunRules rules) {
    this.reading = reading;
    this.flow = flow;
    this.parameters = parameters;
    this.rules = rules;
    this.schedules = new ScheduleReader(parameters, rules);
  }

  List<Trigger> read(Fields flow) {
    List<Value> triggers = Section.list(flow, "triggers");
    if (triggers.size() > MOST_TRIGGERS) {
      flow.problemAt("triggers", "a flow has at most %d triggers".formatted(MOST_TRIGGERS));
    }
    return triggers.stream().flatMap(value -> trigger(value).stream()).toList();
  }

  private Optional<Trigger> trigger(Value value) {
    Fields fields = value.fields(FlowKeys.TRIGGER);
    return fields
        .choice(FlowKeys.TRIGGER)
        .flatMap(kind -> fields.get(kind).map(given -> trigger(kind, given)));
  }

  private Trigger trigger(String kind, Value value) {
    return switch (kind) {
      case "schedule" -> schedule(value);
      case "arrivals" -> arrivals(value);
      default -> result(value);
    };
  }

  private Schedule schedule(Value value) {
    Fields fields = value.fields(FlowKeys.SCHEDULE);
    String name = fields.required("name").flatMap(this::name).orElse("");
    return schedules.read(name, fields);
  }

  private Optional<String> name(Value value) {
    Optional<String> name = value.text("a name");
    if (name.isPresent() && !Names.isName(name.get())) {
      value.problem(Names.rule(name.get()));
    } else if (name.isPresent() && !names.add(name.get())) {
      value.problem("another schedule has the name \"%s\"".formatted(name.get()));
    }
    return name;
  }

  private Arrivals arrivals(Value value) {
    if (hasArrivals) {
      value.problem("a flow has one arrivals trigger; name all of its inputs in it");
    }
    hasArrivals = true;
    requireInputs(value);
    requireDefaults(value);
    if (!value.isMapping()) {
      return new Arrivals(inputs(value), Arrivals.USUAL_QUIET);
    }
    Fields fields = value.fields(FlowKeys.ARRIVALS);
    return new Arrivals(
        fields.get("inputs").map(this::inputs).orElse(List.of()),
        fields.get("quiet").flatMap(TriggerReader::quiet).orElse(Arrivals.USUAL_QUIET));
  }

  private void requireInputs(Value value) {
    if (reading.known().inputs().isEmpty()) {
      value.problem("the flow has no inputs that could arrive");
    }
  }

  /** Files tell of the slice alone. */
  private void requireDefaults(Value value) {
    for (Parameter parameter : parameters) {
      if (parameter.defaultValue().isEmpty() && !rules.slice().contains(parameter.name())) {
        value.problem(
            "parameter %s has no default: a run that files start is given none"
                .formatted(parameter.name()));
      }
    }
  }

  private List<String> inputs(Value value) {
    if (value.is("all")) {
      return List.of();
    }
    Set<String> inputs = new LinkedHashSet<>();
    for (Value item : value.oneOrMore("all or a list of inputs")) {
      reading
          .known(item, "input", reading.known().inputs())
          .filter(name -> !inputs.add(name))
          .ifPresent(name -> item.problem("\"%s\" is there twice".formatted(name)));
    }
    return List.copyOf(inputs);
  }

  private static Optional<Duration> quiet(Value value) {
    return value.parsed(
        "a time such as 10s or 5m, at most a day", text -> Quantity.duration(text, LONGEST_QUIET));
  }

  private Result result(Value value) {
    requireInputs(value);
    requireDefaults(value);
    Fields fields = value.fields(FlowKeys.RESULT);
    return new Result(
        fields.required("flow").flatMap(this::otherFlow).orElse(""),
        fields.required("publication").flatMap(TriggerReader::otherName).orElse(""));
  }

  private Optional<String> otherFlow(Value value) {
    Optional<String> name = otherName(value);
    if (name.filter(flow::equals).isPresent()) {
      value.problem("the flow would start itself again with each of its results");
    }
    return name;
  }

  private static Optional<String> otherName(Value value) {
    return value.parsed("a name", text -> Optional.of(text).filter(Names::isName));
  }
}
