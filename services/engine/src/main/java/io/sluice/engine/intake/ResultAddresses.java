package io.sluice.engine.intake;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.flow.Trigger;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.run.RunSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells which files of another flow's result arrive as inputs of a flow. */
public final class ResultAddresses {

  private final Flow flow;

  /**
   * @param flow the revision of the flow that was published last
   */
  public ResultAddresses(Flow flow) {
    this.flow = flow;
  }

  /** A published file and whom it is for. */
  public record Sent(DeliveredFile file, Addressing addressing) {}

  /** What the flow takes of a result, by its triggers; empty when they do not name the result. */
  public List<Sent> of(Published result) {
    List<Sent> sent = new ArrayList<>();
    for (Trigger trigger : flow.triggers()) {
      if (trigger instanceof Trigger.Result wanted && wanted.flow().equals(result.run().flow())) {
        result.files().stream()
            .filter(file -> file.publication().equals(wanted.publication()))
            .forEach(file -> sent.add(new Sent(file, addressing(file, result))));
      }
    }
    return sent;
  }

  private Addressing addressing(DeliveredFile file, Published result) {
    RunSubject subject = subject(result);
    List<Recipient> recipients =
        flow.inputs().stream()
            .filter(input -> matches(input, file, subject))
            .map(input -> new Recipient(flow.name(), subject, input.name(), flow.revision()))
            .toList();
    return recipients.isEmpty()
        ? new Addressing.Nobody(
            "no input of flow %s takes the file %s of flow %s for %s"
                .formatted(flow.name(), file.name(), result.run().flow(), words(subject)))
        : new Addressing.To(recipients);
  }

  private static String words(RunSubject subject) {
    return subject.period().isEmpty() ? "no period" : subject.period();
  }

  private boolean matches(Input input, DeliveredFile file, RunSubject subject) {
    return Addresses.match(flow, input, file.name())
        .filter(match -> match.allows(subject.period(), subject.slice()))
        .isPresent();
  }

  /** Parameters of the slice that both flows have take the result's values. */
  private RunSubject subject(Published result) {
    Map<String, String> given = new TreeMap<>(result.subject().slice());
    given.keySet().retainAll(flow.rules().slice());
    return RunSubject.of(flow.sliceOf(given), period(result), flow.period().timezone());
  }

  /**
   * The same period where both flows have periods of one length, else the one that contains the
   * start of the result's, else what a tick at the publication would give.
   */
  private Period period(Published result) {
    PeriodRule rule = flow.period();
    if (rule.every() == result.subject().every()) {
      return Period.parse(rule.every(), result.subject().period());
    }
    return result
        .subject()
        .start()
        .map(start -> Period.containing(rule.every(), start, rule.timezone()))
        .orElseGet(() -> rule.periodAt(result.at()));
  }
}
