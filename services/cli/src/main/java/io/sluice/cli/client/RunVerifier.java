package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.cli.history.PastRuns;
import io.sluice.cli.view.VerifiedRun;
import io.sluice.engine.compare.Reworking;
import io.sluice.engine.compare.Reworking.Step;
import io.sluice.engine.flow.Counted;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.compare.Rework;
import io.sluice.work.compare.StageFinding;
import io.sluice.work.files.FileWords;
import io.sluice.work.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Works past runs again and compares, stage by stage. */
public final class RunVerifier {

  private final KafkaConnection kafka;
  private final Storage storage;
  private final Path scratch;

  /**
   * @param scratch a folder of this machine for what is made again; emptied afterwards
   */
  public RunVerifier(KafkaConnection kafka, Storage storage, Path scratch) {
    this.kafka = kafka;
    this.storage = storage;
    this.scratch = scratch;
  }

  /**
   * Works every repeatable stage of a run again from the inputs that it had.
   *
   * @param talk told what is going on
   * @throws Refusal when there is no such run, it has not ended, or its revision cannot be read
   */
  public VerifiedRun verify(String idOrPrefix, Consumer<String> talk) {
    RunState state = new PastRuns(kafka).require(List.of(idOrPrefix)).getFirst();
    if (!(state.phase() instanceof RunPhase.Ended)) {
      throw Refusal.usage(
          "Run %s is still going on: verify it when it has ended.".formatted(state.run().run()));
    }
    try (Rework rework = Rework.open(storage, scratch, InstantSource.system());
        PinnedFlows flows = new PinnedFlows(kafka, rework.inspector())) {
      List<Step> steps = Reworking.steps(state);
      talk.accept("Working %s again …".formatted(Counted.of(steps.size(), "stage", "stages")));
      return VerifiedRun.of(state, findings(rework, flows.of(state), steps));
    } catch (IOException | SQLException e) {
      throw Refusal.failed("The run cannot be worked again: %s.".formatted(FileWords.of(e)));
    }
  }

  private static List<StageFinding> findings(Rework rework, Flow flow, List<Step> steps)
      throws IOException, SQLException {
    List<StageFinding> findings = new ArrayList<>();
    for (Step step : steps) {
      findings.add(
          switch (step) {
            case Step.Leave(String stage, String reason) -> StageFinding.skipped(stage, reason);
            case Step.Work work -> rework.verify(work, flow);
          });
    }
    return findings;
  }
}
