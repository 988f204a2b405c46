package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedCheck;
import io.sluice.engine.plan.PlannedFigure;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.RunInput.CancelAsked;
import io.sluice.engine.run.StageState.Completed;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that the log says of a run that is not over. Immutable; made and changed by {@link RunFold}
 * alone.
 *
 * @param stages state of every stage of the plan, in the plan's order
 * @param checks state of every check of the plan, in the plan's order
 * @param figures state of every figure of the plan, in the plan's order
 * @param reopened stages whose artefact was lost, each with its first attempt since: what attempts
 *     before it tell of is gone
 * @param cancel who asked to cancel it, until the log shows the cancellation
 */
public record RunState(
    RunEvent.Started started,
    RunPhase phase,
    Map<String, StageState> stages,
    Map<String, CheckState> checks,
    Map<String, FigureState> figures,
    Map<String, Integer> reopened,
    Optional<CancelAsked> cancel) {

  public RunRef run() {
    return started.run();
  }

  /** From its start to its end; empty while it is open. */
  public Optional<Duration> took() {
    return phase instanceof RunPhase.Ended ended
        ? Optional.of(Duration.between(started.at(), ended.at()))
        : Optional.empty();
  }

  public Plan plan() {
    return started.plan();
  }

  public StageState stage(String name) {
    return require(stages.get(name), name);
  }

  public CheckState check(String name) {
    return require(checks.get(name), name);
  }

  public FigureState figure(String name) {
    return require(figures.get(name), name);
  }

  private static <T> T require(@org.jspecify.annotations.Nullable T state, String name) {
    if (state == null) {
      throw new IllegalArgumentException("not in the plan: " + name);
    }
    return state;
  }

  /** Whether an error check has failed: nothing new is begun. */
  public boolean halted() {
    return !failures().isEmpty();
  }

  /** Names of the failed error checks and of the figures that could not be measured. */
  public List<String> failures() {
    Stream<String> failedChecks =
        plan().checks().stream()
            .filter(check -> check.blocks() && check(check.name()) instanceof CheckState.Failed)
            .map(PlannedCheck::name);
    Stream<String> missingFigures =
        plan().figures().stream()
            .filter(figure -> figure(figure.name()) instanceof FigureState.Unobservable)
            .map(figure -> "figure " + figure.name());
    return Stream.concat(failedChecks, missingFigures).toList();
  }

  /** Stages before the gate and deliveries that failed for good, in the plan's order. */
  public List<PlannedStage> failedStages() {
    return plan().stages().stream()
        .filter(stage -> stage(stage.name()) instanceof StageState.Failed)
        .toList();
  }

  /** Whether every stage before the gate, every check and every figure has come to its end. */
  public boolean settled() {
    return plan().stages().stream()
            .filter(Predicate.not(PlannedStage::delivers))
            .allMatch(stage -> stage(stage.name()).isFinal())
        && checks.values().stream().noneMatch(CheckState.Pending.class::isInstance)
        && figures.values().stream().noneMatch(FigureState.Pending.class::isInstance);
  }

  /** Whether a completion of that attempt may still be of use: its artefact was not lost since. */
  boolean counts(StageAttempt stage) {
    return stage.attempt() >= reopened.getOrDefault(stage.stage(), 1);
  }

  /** Whether the run may be cancelled: it is neither refused nor past its point of no return. */
  public boolean cancellable() {
    return phase instanceof RunPhase.Working || phase instanceof RunPhase.Passed;
  }

  /**
   * Whether a failed stage ends the run. Before the gate only when nothing is left that could show
   * its data to be bad: rejected comes before failed, in whatever order the log tells of them.
   */
  public boolean brokenDown() {
    if (failedStages().isEmpty()) {
      return false;
    }
    return switch (phase) {
      case RunPhase.Working _ -> settled() && !halted();
      case RunPhase.Passed _ -> true;
      case RunPhase.Publishing _ -> !delivered();
      case RunPhase.Refused _, RunPhase.Ended _ -> false;
    };
  }

  /** The committed artefacts, in the plan's order. */
  public List<ArtefactRef> artefacts() {
    return stages.values().stream()
        .filter(Completed.class::isInstance)
        .map(stage -> ((Completed) stage).artefact())
        .toList();
  }

  /** Whether every delivery is done. */
  public boolean delivered() {
    return plan().stages().stream()
        .filter(PlannedStage::delivers)
        .allMatch(stage -> stage(stage.name()) instanceof StageState.Delivered);
  }

  /** Whether every artefact that the stage needs is committed. */
  public boolean needsMet(PlannedStage stage) {
    return stage.needs().stream().allMatch(need -> stage(need.stage()) instanceof Completed);
  }

  /** Why the stage will not work in this run; empty when it may. */
  public Optional<String> skipReason(PlannedStage stage) {
    if (stage.delivers() || !isIdle(stage(stage.name()))) {
      return Optional.empty();
    }
    Optional<String> broken =
        stage.needs().stream()
            .filter(need -> endedBadly(stage(need.stage())))
            .findFirst()
            .map(need -> "it needs " + need.stage() + ", which did not complete");
    if (broken.isPresent() || !halted()) {
      return broken;
    }
    return Optional.of("the run was stopped by " + failures().getFirst());
  }

  private static boolean isIdle(StageState state) {
    return state instanceof StageState.Waiting || state instanceof StageState.Ready;
  }

  static boolean endedBadly(StageState state) {
    return state instanceof StageState.Failed || state instanceof StageState.Skipped;
  }

  /** Whether the check has all it looks at and no verdict. */
  public boolean isReady(PlannedCheck check) {
    if (!(check(check.name()) instanceof CheckState.Pending)) {
      return false;
    }
    return switch (check.subject()) {
      case CONTRACT -> check.stages().stream().allMatch(name -> contractKnown(stage(name)));
      case DATA -> check.stages().stream().allMatch(name -> stage(name) instanceof Completed);
      case FIGURES ->
          check.figures().stream().allMatch(name -> figure(name) instanceof FigureState.Observed);
    };
  }

  static boolean contractKnown(StageState state) {
    return state instanceof Completed
        || (state instanceof StageState.Failed failed && failed.kind() == FailureKind.INPUT);
  }

  /** Whether the figure's data is there and it was not measured. */
  public boolean isReady(PlannedFigure figure) {
    return figure(figure.name()) instanceof FigureState.Pending
        && stage(figure.stage()) instanceof Completed;
  }

  RunState with(RunPhase next) {
    return new RunState(started, next, stages, checks, figures, reopened, cancel);
  }

  RunState with(String stage, StageState next) {
    return new RunState(
        started, phase, replaced(stages, stage, next), checks, figures, reopened, cancel);
  }

  RunState with(String check, CheckState next) {
    return new RunState(
        started, phase, stages, replaced(checks, check, next), figures, reopened, cancel);
  }

  RunState with(String figure, FigureState next) {
    return new RunState(
        started, phase, stages, checks, replaced(figures, figure, next), reopened, cancel);
  }

  RunState with(CancelAsked asked) {
    return new RunState(started, phase, stages, checks, figures, reopened, Optional.of(asked));
  }

  RunState reopenedAt(String stage, int attempt) {
    Map<String, Integer> since = replaced(reopened, stage, attempt);
    return new RunState(started, phase, stages, checks, figures, since, cancel);
  }

  private static <T> Map<String, T> replaced(Map<String, T> map, String name, T value) {
    Map<String, T> copy = new LinkedHashMap<>(map);
    copy.put(name, value);
    return Collections.unmodifiableMap(copy);
  }
}
