package io.sluice.engine.backfill;

import io.sluice.engine.run.RunSubject;
import java.util.List;

/** What a backfill comes to, period by period, in the order of its runs. */
public record BackfillPlan(List<Entry> entries) {

  public BackfillPlan {
    entries = List.copyOf(entries);
  }

  /** A period of the plan. */
  public sealed interface Entry {
    RunSubject subject();
  }

  /** It will run. */
  public record Run(Backfill.Item item) implements Entry {
    @Override
    public RunSubject subject() {
      return item.subject();
    }
  }

  /** It is left as it is, and why. */
  public record Left(RunSubject subject, String reason) implements Entry {}

  /** It cannot run, and why. */
  public record Impossible(RunSubject subject, String reason) implements Entry {}

  /** The runs, in their order. */
  public List<Backfill.Item> items() {
    return entries.stream()
        .filter(Run.class::isInstance)
        .map(entry -> ((Run) entry).item())
        .toList();
  }
}
