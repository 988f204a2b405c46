package io.sluice.cli.view;

import io.sluice.engine.run.RunState;
import io.sluice.work.compare.StageFinding;
import io.sluice.work.compare.StageFinding.Verdict;
import java.util.List;

/**
 * A past run that was worked again.
 *
 * @param period {@code 2026-10}; empty when the flow has none
 */
public record VerifiedRun(
    String run, String flow, String period, String revision, List<StageFinding> stages) {

  public VerifiedRun {
    stages = List.copyOf(stages);
  }

  /** What was found out about a run. */
  public static VerifiedRun of(RunState state, List<StageFinding> stages) {
    return new VerifiedRun(
        state.run().run(),
        state.run().flow(),
        state.started().subject().period(),
        state.started().revision(),
        stages);
  }

  /**
   * Of the whole run: that something differs weighs more than that something could not be worked;
   * skipped when nothing was worked on purpose.
   */
  public Verdict verdict() {
    for (Verdict verdict : List.of(Verdict.DIFFERS, Verdict.NOT_WORKED, Verdict.EQUAL)) {
      if (!names(verdict).isEmpty()) {
        return verdict;
      }
    }
    return Verdict.SKIPPED;
  }

  /** The stages with that verdict. */
  List<String> names(Verdict verdict) {
    return stages.stream()
        .filter(stage -> stage.verdict() == verdict)
        .map(StageFinding::stage)
        .toList();
  }
}
