package io.sluice.cli.client;

import io.sluice.engine.backfill.PastPeriod;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
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
final class PastPeriods {

  private final String flow;
  private final Map<String, RunState> open = new HashMap<>();
  private final Map<String, Latest> latest = new HashMap<>();
  private final Set<String> published = new HashSet<>();

  private record Latest(long ordinal, String revision, Optional<RunEnd.Outcome> end) {}

  private PastPeriods(String flow) {
    this.flow = flow;
  }

  /** Reads events and results once. */
  static PastPeriods read(KafkaConnection kafka, String flow) {
    PastPeriods past = new PastPeriods(flow);
    TopicScan.read(
        kafka,
        kafka.topics().events(),
        record -> {
          if (String.valueOf(record.key()).startsWith(flow + "/")) {
            RunEvents.read(kafka.codec(), record).ifPresent(past::fold);
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

  private void fold(RunEvent event) {
    String key = event.run().key();
    RunState before = open.get(key);
    if (before == null) {
      if (event instanceof RunEvent.Started started && !started.origin().shadow()) {
        open.put(key, RunFold.begin(started));
        note(started, Optional.empty());
      }
      return;
    }
    RunState state = RunFold.evolve(before, event).state();
    if (state.phase() instanceof RunPhase.Ended(RunEnd end)) {
      open.remove(key);
      note(state.started(), Optional.of(end.outcome()));
    } else {
      open.put(key, state);
    }
  }

  /** Of two runs of a period the younger one counts. */
  private void note(RunEvent.Started run, Optional<RunEnd.Outcome> end) {
    latest.merge(
        run.subject().resultKey(flow),
        new Latest(run.ordinal(), run.revision(), end),
        (known, next) -> next.ordinal() >= known.ordinal() ? next : known);
  }

  /** What is known of a slice and period. */
  PastPeriod of(RunSubject subject) {
    String key = subject.resultKey(flow);
    Optional<Latest> run = Optional.ofNullable(latest.get(key));
    return new PastPeriod(
        run.map(Latest::revision), run.flatMap(Latest::end), published.contains(key));
  }
}
