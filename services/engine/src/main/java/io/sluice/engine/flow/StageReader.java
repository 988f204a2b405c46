package io.sluice.engine.flow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code stages}. */
final class StageReader {

  private static final int MOST_STAGES = 500;
  private static final int MOST_ATTEMPTS = 20;

  private enum Isolation {
    SHARED,
    STRICT
  }

  private final Reading reading;
  private final SqlReader sqls;

  StageReader(Reading reading) {
    this.reading = reading;
    this.sqls = new SqlReader(reading);
  }

  List<Stage> read(Fields flow) {
    Fields stages = Section.of(flow, "stages");
    Names.checkStages(stages);
    if (stages.keys().size() > MOST_STAGES) {
      stages.problem(
          "a flow has at most %d stages, this one %d".formatted(MOST_STAGES, stages.keys().size()));
      return List.of();
    }
    stages.keys().stream()
        .filter(reading.known().inputs()::contains)
        .forEach(
            name -> stages.problemAt(name, "an input has the name \"%s\" already".formatted(name)));
    return stages.keys().stream()
        .flatMap(name -> stages.get(name).map(value -> stage(name, value)).stream())
        .toList();
  }

  private Stage stage(String name, Value value) {
    Fields fields = value.fields(FlowKeys.STAGE);
    Needs needs =
        fields.get("needs").map(each -> NeedReader.read(each, reading)).orElse(Needs.NONE);
    boolean repeatable = !fields.get("volatile").map(Value::flag).orElse(false);
    SqlReader.Text sql =
        fields
            .required("sql")
            .map(text -> sqls.read(text, needs, repeatable))
            .orElse(SqlReader.Text.NONE);
    return new Stage(
        name,
        needs.all(),
        sql.file(),
        sql.sql(),
        sql.parameters(),
        Names.pool(fields, Stage.DEFAULT_POOL),
        repeatable,
        isStrict(fields),
        limits(fields));
  }

  private static boolean isStrict(Fields fields) {
    return fields
        .get("isolation")
        .map(value -> value.oneOf(Isolation.class) == Isolation.STRICT)
        .orElse(false);
  }

  private static Limits limits(Fields fields) {
    Optional<Fields> retries = fields.get("retries").map(it -> it.fields(FlowKeys.RETRIES));
    return new Limits(
        millis(fields.get("timeout")).orElse(Limits.DEFAULT.timeoutMs()),
        retries
            .flatMap(it -> it.get("attempts"))
            .map(value -> value.whole(1, MOST_ATTEMPTS))
            .orElse(Limits.DEFAULT.maxAttempts()),
        millis(retries.flatMap(it -> it.get("backoff"))).orElse(Limits.DEFAULT.backoffMs()),
        fields.get("memory").flatMap(StageReader::memory).orElse(Limits.DEFAULT.memoryMb()));
  }

  private static Optional<Long> millis(Optional<Value> value) {
    return value.flatMap(it -> it.parsed("a time such as 30s, 10m or 2h", Quantity::millis));
  }

  private static Optional<Integer> memory(Value value) {
    return value.parsed(
        "a size such as 512MB or 2GB", text -> Quantity.megabytes(text.toUpperCase(Locale.ROOT)));
  }
}
