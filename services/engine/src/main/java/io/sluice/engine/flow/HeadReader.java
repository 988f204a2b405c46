package io.sluice.engine.flow;

import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.flow.PeriodRule.Of;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads format, description, period and sample of a flow. */
final class HeadReader {

  private HeadReader() {}

  static void format(Fields flow) {
    flow.required("format")
        .filter(value -> !value.is("1"))
        .ifPresent(
            value ->
                value.problem(
                    "expected format 1, the one this version reads, but found " + value.shown()));
  }

  /** The flow's name, wherever its folder lies. */
  static String name(Fields flow) {
    Optional<Value> given = flow.required("flow");
    Optional<String> name = given.flatMap(value -> value.text("the flow's name"));
    name.filter(text -> !Names.isName(text))
        .ifPresent(text -> given.orElseThrow().problem(Names.rule(text)));
    return name.orElse("");
  }

  static String description(Fields flow) {
    return flow.get("description").flatMap(value -> value.text("a text")).orElse("");
  }

  static PeriodRule period(Fields flow) {
    return flow.get("period").map(HeadReader::period).orElse(PeriodRule.NONE);
  }

  private static PeriodRule period(Value value) {
    Fields fields = value.fields(FlowKeys.PERIOD);
    Every every = fields.required("every").map(each -> each.oneOf(Every.class)).orElse(Every.NONE);
    Of of = fields.get("of").map(which -> which.oneOf(Of.class)).orElse(Of.SAME);
    return new PeriodRule(
        every, of, fields.get("timezone").map(HeadReader::zone).orElse(ZoneOffset.UTC));
  }

  private static ZoneId zone(Value value) {
    return value
        .parsed("a time zone such as Europe/Paris", HeadReader::zone)
        .orElse(ZoneOffset.UTC);
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<Sample> sample(Fields flow, PeriodRule rule) {
    return flow.get("sample").map(value -> sampleIn(value.fields(FlowKeys.SAMPLE), rule));
  }

  private static Sample sampleIn(Fields fields, PeriodRule rule) {
    String dir = fields.required("dir").flatMap(HeadReader::folder).orElse("sample");
    if (rule.every() == Every.NONE) {
      fields.get("period").ifPresent(value -> value.problem("the flow has no period"));
      return new Sample(dir, "");
    }
    Optional<Value> period = fields.required("period");
    Optional<String> text = period.flatMap(value -> value.text("a period"));
    text.flatMap(it -> Period.problemIn(rule.every(), it))
        .ifPresent(problem -> period.orElseThrow().problem(problem));
    return new Sample(dir, text.orElse(""));
  }

  private static Optional<String> folder(Value value) {
    return value.parsed(
        "a folder beside flow.yaml such as sample",
        text -> Optional.of(text).filter(dir -> dir.matches("[A-Za-z0-9_][A-Za-z0-9_-]{0,59}")));
  }
}
