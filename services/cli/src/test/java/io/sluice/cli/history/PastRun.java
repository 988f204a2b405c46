package io.sluice.cli.history;

import io.sluice.engine.artefact.ArtefactFile;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.flow.Limits;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.StageKind;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.StageState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs at their end, for tests. */
public final class PastRun {

  private static final Instant NINE = Instant.parse("2026-11-05T09:00:00Z");
  private static final Plan PLAN =
      new Plan(
          List.of(
              stage(StageNames.export("total"), StageKind.TRANSFORM),
              stage("work", StageKind.TRANSFORM),
              stage("deliver.folder", StageKind.DELIVERY)),
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of());

  private PastRun() {}

  private static PlannedStage stage(String name, StageKind kind) {
    return new PlannedStage(
        name, kind, "sql", 1, "default", List.of(), List.of(), "", true, Limits.DEFAULT);
  }

  /**
   * A run that exported the file {@code total}, was at the stage {@code work}, and had not come to
   * {@code deliver.folder}.
   *
   * @param sha256 of that file
   */
  public static RunState ended(Outcome outcome, String sha256, String... reasons) {
    return new RunState(
        new RunEvent.Started(
            new RunRef("taxi", "5a1ee5a1-run"),
            NINE,
            RunSubject.WHOLE,
            Origin.request("request"),
            1,
            "ab12",
            PLAN),
        new RunPhase.Ended(new RunEnd(outcome, 0, List.of(reasons)), NINE.plusSeconds(2)),
        Map.of(
            StageNames.export("total"),
            exported(sha256),
            "work",
            new StageState.Started(1, NINE, "worker"),
            "deliver.folder",
            new StageState.Waiting(1)),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  private static StageState exported(String sha256) {
    String stage = StageNames.export("total");
    return new StageState.Completed(
        1,
        new ArtefactRef(
            "taxi",
            stage,
            "key",
            1,
            3,
            "",
            List.of(new ArtefactFile(stage, "total.csv", sha256, 3, 1))),
        1,
        1,
        false);
  }
}
