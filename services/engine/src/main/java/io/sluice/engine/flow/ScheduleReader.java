package io.sluice.engine.flow;

import io.sluice.engine.flow.Trigger.Catchup;
import io.sluice.engine.flow.Trigger.OnMissing;
import io.sluice.engine.flow.Trigger.Overlap;
import io.sluice.engine.flow.Trigger.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a schedule. */
final class ScheduleReader {

  private static final Duration LONGEST_WAIT = Duration.ofDays(31);
  private static final Duration LONGEST_JITTER = Duration.ofHours(1);
  private static final String WAIT = "wait ";

  private final List<Parameter> parameters;
  private final RunRules rules;

  ScheduleReader(List<Parameter> parameters, RunRules rules) {
    this.parameters = parameters;
    this.rules = rules;
  }

  Schedule read(String name, Fields fields) {
    Optional<LocalDate> start = fields.get("start").flatMap(ScheduleReader::day);
    Optional<LocalDate> end = fields.get("end").flatMap(ScheduleReader::day);
    if (start.isPresent() && end.isPresent() && start.get().isAfter(end.get())) {
      fields.problemAt("end", "the schedule ends before it starts");
    }
    return new Schedule(
        name,
        fields.required("cron").map(ScheduleReader::cron).orElse(""),
        fields.get("enabled").map(Value::flag).orElse(true),
        fields.get("catchup").map(it -> it.oneOf(Catchup.class)).orElse(Catchup.LAST),
        fields.get("overlap").map(it -> it.oneOf(Overlap.class)),
        fields.get("on_missing").flatMap(ScheduleReader::onMissing).orElse(new OnMissing.Reject()),
        fields.get("jitter").flatMap(ScheduleReader::jitter).orElse(Duration.ZERO),
        parameters(fields),
        start,
        end);
  }

  private static String cron(Value value) {
    String cron = value.text("a schedule such as \"0 9 15 * *\"").orElse("");
    if (!cron.isEmpty()) {
      CronSyntax.problemIn(cron).ifPresent(value::problem);
    }
    return cron;
  }

  private static Optional<LocalDate> day(Value value) {
    return value.parsed("a day such as 2026-01-31", ScheduleReader::day);
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> jitter(Value value) {
    return value.parsed(
        "a time such as 30s or 5m, at most an hour",
        text -> Quantity.duration(text, LONGEST_JITTER));
  }

  private static Optional<OnMissing> onMissing(Value value) {
    return value.parsed(
        "reject, skip, or wait with a time such as \"wait 2h\"", text -> rule(text));
  }

  private static Optional<OnMissing> rule(String text) {
    return switch (text) {
      case "reject" -> Optional.of(new OnMissing.Reject());
      case "skip" -> Optional.of(new OnMissing.Skip());
      case String wait when wait.startsWith(WAIT) ->
          Quantity.duration(wait.substring(WAIT.length()).strip(), LONGEST_WAIT)
              .map(OnMissing.Wait::new);
      default -> Optional.empty();
    };
  }

  private Map<String, String> parameters(Fields schedule) {
    Map<String, String> given = new HashMap<>();
    Fields params = Section.of(schedule, "params");
    for (String name : params.keys()) {
      Optional<Parameter> declared =
          parameters.stream().filter(it -> it.name().equals(name)).findFirst();
      if (declared.isEmpty()) {
        List<String> known = parameters.stream().map(Parameter::name).toList();
        params.problemAt(name, Names.unknown("parameter", name, known));
        continue;
      }
      params
          .get(name)
          .flatMap(value -> value(value, declared.get()))
          .ifPresent(text -> given.put(name, text));
    }
    requireAll(schedule, params);
    return given;
  }

  private Optional<String> value(Value value, Parameter parameter) {
    Optional<String> text = value.text("a value of type " + parameter.type().sql());
    Optional<String> problem =
        text.flatMap(parameter::problemWith).or(() -> text.flatMap(it -> asSlice(it, parameter)));
    problem.ifPresent(value::problem);
    return problem.isPresent() ? Optional.empty() : text.map(parameter::canonical);
  }

  private Optional<String> asSlice(String text, Parameter parameter) {
    return rules.slice().contains(parameter.name()) && !FilePattern.isSliceValue(text)
        ? Optional.of("a value of the slice has letters, digits, - and _ alone, at most 60")
        : Optional.empty();
  }

  /** A tick can be given nothing more. */
  private void requireAll(Fields schedule, Fields params) {
    for (Parameter parameter : parameters) {
      if (parameter.defaultValue().isEmpty() && !params.has(parameter.name())) {
        schedule.problem(
            "parameter %s has no default: give its value under params".formatted(parameter.name()));
      }
    }
  }
}
