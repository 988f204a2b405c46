package io.sluice.engine.flow;

import io.sluice.engine.flow.Trigger.Arrivals;
import io.sluice.engine.flow.Trigger.Result;
import io.sluice.engine.flow.Trigger.Schedule;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code triggers}. */
final class TriggerReader {

  private static final int MOST_TRIGGERS = 50;
  private static final Duration LONGEST_QUIET = Duration.ofDays(1);

  private final Reading reading;
  private final ScheduleReader schedules;
  private final Set<String> names = new HashSet<>();
  private boolean hasArrivals;

  TriggerReader(Reading reading, List<Parameter> parameters, RunRules rules) {
    this.reading = reading;
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

  private List<String> inputs(Value value) {
    return value.is("all")
        ? List.of()
        : value.oneOrMore("all or a list of inputs").stream()
            .flatMap(item -> reading.known(item, "input", reading.known().inputs()).stream())
            .toList();
  }

  private static Optional<Duration> quiet(Value value) {
    return value.parsed(
        "a time such as 10s or 5m, at most a day", text -> Quantity.duration(text, LONGEST_QUIET));
  }

  private Result result(Value value) {
    requireInputs(value);
    Fields fields = value.fields(FlowKeys.RESULT);
    return new Result(
        fields.required("flow").flatMap(TriggerReader::otherName).orElse(""),
        fields.required("publication").flatMap(TriggerReader::otherName).orElse(""));
  }

  private static Optional<String> otherName(Value value) {
    return value.parsed("a name", text -> Optional.of(text).filter(Names::isName));
  }
}
