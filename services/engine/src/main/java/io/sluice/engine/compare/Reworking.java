package io.sluice.engine.compare;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StageItem;
import io.sluice.engine.run.StageItems;
import io.sluice.engine.run.StageState.Completed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which stages of a past run are worked again, and from what. */
public final class Reworking {

  /** What is done about a stage. */
  public sealed interface Step {

    String stage();

    /**
     * Work it again from the inputs that it had.
     *
     * @param then what the run made
     */
    record Work(StageItem item, ArtefactRef then) implements Step {
      @Override
      public String stage() {
        return item.stage().name();
      }
    }

    /** Leave it. */
    record Leave(String stage, String reason) implements Step {}
  }

  private Reworking() {}

  /** A step for every stage, each behind those that it needs, else in the plan's order. */
  public static List<Step> steps(RunState state) {
    List<Step> steps = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    List<PlannedStage> left = new ArrayList<>(state.plan().stages());
    while (!left.isEmpty()) {
      PlannedStage next =
          left.stream()
              .filter(stage -> stage.needs().stream().allMatch(n -> done.contains(n.stage())))
              .findFirst()
              .orElse(left.getFirst());
      left.remove(next);
      done.add(next.name());
      steps.add(step(state, next));
    }
    return steps;
  }

  private static Step step(RunState state, PlannedStage stage) {
    Optional<String> reason = reasonToLeave(state, stage);
    if (reason.isPresent()) {
      return new Step.Leave(stage.name(), reason.get());
    }
    Completed done = (Completed) state.stage(stage.name());
    return new Step.Work(StageItems.of(state, stage, done.attempt()), done.artefact());
  }

  private static Optional<String> reasonToLeave(RunState state, PlannedStage stage) {
    if (stage.delivers()) {
      return Optional.of("deliveries are not repeated");
    }
    if (!(state.stage(stage.name()) instanceof Completed)) {
      return Optional.of("it did not complete in that run");
    }
    return stage.repeatable() ? Optional.empty() : Optional.of("declared volatile");
  }
}
