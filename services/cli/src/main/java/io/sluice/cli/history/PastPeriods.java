package io.sluice.cli.history;

import io.sluice.engine.backfill.PastPeriod;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunSubject;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicScan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the log tells of a flow's periods: their latest runs and whether they were published. */
public final class PastPeriods {

  private final String flow;
  private final Map<String, Latest> latest = new HashMap<>();
  private final Set<String> published = new HashSet<>();

  private record Latest(long ordinal, String revision, Optional<RunEnd.Outcome> end) {}

  private PastPeriods(String flow) {
    this.flow = flow;
  }

  /** Reads events and results once. */
  public static PastPeriods read(KafkaConnection kafka, String flow) {
    PastPeriods past = new PastPeriods(flow);
    RunStates states = new RunStates(started -> !started.origin().shadow());
    TopicScan.read(
        kafka,
        kafka.topics().events(),
        record -> {
          if (String.valueOf(record.key()).startsWith(flow + "/")) {
            RunEvents.read(kafka.codec(), record).flatMap(states::fold).ifPresent(past::note);
          }
        });
    new ResultTopic(kafka)
        .read(
            result -> {
              if (result instanceof RunResult.Published it && it.run().flow().equals(flow)) {
                past.published.add(it.subject().resultKey(flow));
              }
            });
    return past;
  }

  /** Of two runs of a period the younger one counts. */
  private void note(RunState run) {
    Optional<RunEnd.Outcome> end =
        run.phase() instanceof RunPhase.Ended(RunEnd how, _)
            ? Optional.of(how.outcome())
            : Optional.empty();
    latest.merge(
        run.started().subject().resultKey(flow),
        new Latest(run.started().ordinal(), run.started().revision(), end),
        (known, next) -> next.ordinal() >= known.ordinal() ? next : known);
  }

  /** What is known of a slice and period. */
  public PastPeriod of(RunSubject subject) {
    String key = subject.resultKey(flow);
    Optional<Latest> run = Optional.ofNullable(latest.get(key));
    return new PastPeriod(
        run.map(Latest::revision), run.flatMap(Latest::end), published.contains(key));
  }
}
