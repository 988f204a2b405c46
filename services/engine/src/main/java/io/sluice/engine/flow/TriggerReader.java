package io.sluice.engine.flow;

import io.sluice.engine.flow.Trigger.Catchup;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code triggers}. */
final class TriggerReader {

  private static final int MOST_TRIGGERS = 50;

  private final Reading reading;
  private final Set<String> names = new HashSet<>();

  TriggerReader(Reading reading) {
    this.reading = reading;
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
        .flatMap(
            kind ->
                fields.get(kind).map(it -> kind.equals("schedule") ? schedule(it) : arrivals(it)));
  }

  private Trigger schedule(Value value) {
    Fields fields = value.fields(FlowKeys.SCHEDULE);
    return new Trigger.Schedule(
        fields.required("name").flatMap(this::name).orElse(""),
        fields.required("cron").map(TriggerReader::cron).orElse(""),
        fields.get("catchup").map(it -> it.oneOf(Catchup.class)).orElse(Catchup.LAST));
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

  private static String cron(Value value) {
    String cron = value.text("a schedule such as \"0 9 15 * *\"").orElse("");
    if (!cron.isEmpty()) {
      CronSyntax.problemIn(cron).ifPresent(value::problem);
    }
    return cron;
  }

  private Trigger arrivals(Value value) {
    Set<String> inputs = reading.known().inputs();
    if (inputs.isEmpty()) {
      value.problem("the flow has no inputs that could arrive");
    }
    return new Trigger.Arrivals(
        value.is("all")
            ? List.of()
            : value.oneOrMore("all or a list of inputs").stream()
                .flatMap(item -> reading.known(item, "input", inputs).stream())
                .toList());
  }
}
