package io.sluice.engine.flow;

import io.sluice.engine.flow.Check.Assertion;
import io.sluice.engine.flow.Check.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code checks}. */
final class CheckReader {

  private static final int MOST_CHECKS = 200;
  private static final List<String> COMMON = List.of("name", "severity");

  /** The keys that go with the key that tells a check's kind. */
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "unique", List.of("on"),
          "not_null", List.of("on"),
          "rows", List.of("on"),
          "sql", List.of("on"),
          "value", List.of("on", "expect", "between"),
          "figures", List.of("match"),
          "figure", List.of("drift"));

  private final Reading reading;
  private final SqlReader sqls;

  CheckReader(Reading reading) {
    this.reading = reading;
    this.sqls = new SqlReader(reading);
  }

  List<Check> read(Fields flow) {
    List<Value> checks = Section.list(flow, "checks");
    if (checks.size() > MOST_CHECKS) {
      flow.problemAt(
          "checks",
          "a flow has at most %d checks, this one %d".formatted(MOST_CHECKS, checks.size()));
      return List.of();
    }
    Set<String> names = new HashSet<>();
    return checks.stream().flatMap(value -> check(value, names).stream()).toList();
  }

  private Optional<Check> check(Value value, Set<String> names) {
    Fields fields = value.fields(FlowKeys.CHECK);
    Optional<String> name = fields.required("name").flatMap(it -> name(it, names));
    Severity severity =
        fields.get("severity").map(it -> it.oneOf(Severity.class)).orElse(Severity.ERROR);
    Optional<Assertion> assertion = fields.choice(kinds()).flatMap(kind -> assertion(kind, fields));
    return name.flatMap(it -> assertion.map(what -> new Check(it, severity, what)));
  }

  private static List<String> kinds() {
    return FlowKeys.CHECK.stream().filter(KINDS::containsKey).toList();
  }

  private static Optional<String> name(Value value, Set<String> names) {
    Optional<String> name = value.text("a name");
    if (name.isPresent() && !Names.isName(name.get())) {
      value.problem(Names.rule(name.get()));
    } else if (name.isPresent() && !names.add(name.get())) {
      value.problem("another check has the name \"%s\"".formatted(name.get()));
    }
    return name;
  }

  private Optional<Assertion> assertion(String kind, Fields fields) {
    refuseOthers(kind, fields);
    Value value = fields.get(kind).orElseThrow();
    return switch (kind) {
      case "unique" -> on(fields).map(on -> new Assertion.Unique(on, columns(value, on)));
      case "not_null" -> on(fields).map(on -> new Assertion.NotNull(on, columns(value, on)));
      case "rows" -> on(fields).map(on -> new Assertion.RowCount(on, BoundsReader.rows(value)));
      case "sql" -> Optional.of(sql(fields, value));
      case "value" -> Optional.of(scalar(fields, value));
      case "figures" -> references(fields, value);
      default -> drift(fields, value);
    };
  }

  private static void refuseOthers(String kind, Fields fields) {
    List<String> fit = KINDS.getOrDefault(kind, List.of());
    for (String key : fields.keys()) {
      boolean known = FlowKeys.CHECK.contains(key) && !KINDS.containsKey(key);
      if (known && !COMMON.contains(key) && !fit.contains(key)) {
        fields.problemAt(key, "\"%s\" does not go with \"%s\"".formatted(key, kind));
      }
    }
  }

  private Optional<Need> on(Fields fields) {
    return fields.required("on").flatMap(value -> NeedReader.one(value, reading));
  }

  private Needs allOn(Fields fields) {
    Optional<Value> on = fields.required("on");
    Needs needs = on.map(value -> NeedReader.read(value, reading)).orElse(Needs.MISSING);
    on.filter(Value::isSequence)
        .filter(value -> value.items("").isEmpty())
        .ifPresent(value -> value.problem("a check is on at least one input or stage"));
    return needs;
  }

  private List<String> columns(Value value, Need on) {
    return value.oneOrMore("a list of columns").stream()
        .flatMap(item -> reading.column(item, on).stream())
        .toList();
  }

  private Assertion sql(Fields fields, Value value) {
    Needs on = allOn(fields);
    SqlReader.Text text = sqls.read(value, on, true);
    return new Assertion.Sql(on.all(), text.file(), text.sql(), text.parameters());
  }

  private Assertion scalar(Fields fields, Value value) {
    Needs on = allOn(fields);
    SqlReader.Text text = sqls.read(value, on, true);
    return new Assertion.Value(
        on.all(), text.file(), text.sql(), text.parameters(), BoundsReader.value(fields));
  }

  private Optional<Assertion> references(Fields fields, Value value) {
    fields
        .required("match")
        .filter(match -> !match.is("reference"))
        .ifPresent(match -> match.problem("expected reference but found " + match.shown()));
    return Optional.of(new Assertion.References(FigureNames.allOrSome(value, reading)));
  }

  private Optional<Assertion> drift(Fields fields, Value value) {
    Optional<String> figure = reading.figure(value);
    return fields
        .required("drift")
        .flatMap(it -> it.parsed("a percentage such as 30%", Quantity::ratio))
        .flatMap(ratio -> figure.map(name -> new Assertion.Drift(name, ratio)));
  }
}
