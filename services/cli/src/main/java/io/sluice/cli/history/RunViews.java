package io.sluice.cli.history;

import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.CheckRow;
import io.sluice.cli.view.RunView.FigureRow;
import io.sluice.cli.view.RunView.LastGood;
import io.sluice.cli.view.RunView.StageRow;
import io.sluice.cli.view.RunView.Status;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.Evidence;
import io.sluice.engine.run.FigureState;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunResult.CheckOutcome;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StageState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows a run's state. */
public final class RunViews {

  private static final int SHOWN_VIOLATIONS = 5;

  private final PublishedVersions published;
  private final VersionFiles files;

  public RunViews(PublishedVersions published, VersionFiles files) {
    this.published = published;
    this.files = files;
  }

  /** Where a run stands; once it is over also the files of its version. */
  public RunView of(RunState state) {
    Optional<RunEnd> end =
        state.phase() instanceof RunPhase.Ended ended ? Optional.of(ended.end()) : Optional.empty();
    boolean good = end.map(RunEnd::version).filter(version -> version > 0).isPresent();
    return new RunView(
        state.run().run(),
        state.run().flow(),
        state.started().revision(),
        state.started().subject().slice(),
        state.started().subject().period(),
        good ? OptionalInt.of((int) end.orElseThrow().version()) : OptionalInt.empty(),
        end.map(RunViews::status).orElse(Status.RUNNING),
        end.map(e -> e.outcome() == RunEnd.Outcome.UNCHANGED).orElse(false),
        state.plan().stages().stream().map(stage -> row(stage, state)).toList(),
        state.plan().figures().stream()
            .map(f -> new FigureRow(f.name(), value(state.figure(f.name())), f.unit()))
            .toList(),
        Evidence.checks(state).stream().map(RunViews::row).toList(),
        good ? files.of(state, end.orElseThrow().version()) : List.of(),
        end.flatMap(e -> error(e, state)),
        lastGood(state, end));
  }

  private static Status status(RunEnd end) {
    return switch (end.outcome()) {
      case PUBLISHED, UNCHANGED -> Status.PUBLISHED;
      case REPLAYED -> Status.REPLAYED;
      case SUPERSEDED -> Status.SUPERSEDED;
      case REJECTED -> Status.REJECTED;
      case FAILED -> Status.FAILED;
      case CANCELLED -> Status.CANCELLED;
    };
  }

  private static StageRow row(PlannedStage stage, RunState state) {
    return switch (state.stage(stage.name())) {
      case StageState.Waiting _ -> idle(stage, isOver(state) ? "not begun" : "waiting");
      case StageState.Ready _ -> idle(stage, isOver(state) ? "not begun" : "ready");
      case StageState.Started _ -> idle(stage, isOver(state) ? "not finished" : "running");
      case StageState.Failed _ -> idle(stage, "failed");
      case StageState.Skipped _ -> idle(stage, "skipped");
      case StageState.Delivered _ -> idle(stage, "completed");
      case StageState.Completed done ->
          new StageRow(
              stage.name(),
              "completed",
              OptionalLong.of(done.artefact().rows()),
              OptionalLong.of(Math.round(done.millis())),
              done.reused());
    };
  }

  private static boolean isOver(RunState state) {
    return state.phase() instanceof RunPhase.Ended;
  }

  private static StageRow idle(PlannedStage stage, String status) {
    return new StageRow(stage.name(), status, OptionalLong.empty(), OptionalLong.empty(), false);
  }

  private static Optional<BigDecimal> value(FigureState state) {
    return state instanceof FigureState.Observed observed
        ? Optional.of(observed.value())
        : Optional.empty();
  }

  private static CheckRow row(CheckOutcome check) {
    return new CheckRow(
        check.check(),
        String.join(", ", check.on()),
        check.status().name().toLowerCase(Locale.ROOT),
        check.severity().name().toLowerCase(Locale.ROOT),
        check.expected(),
        check.observed());
  }

  private static Optional<String> error(RunEnd end, RunState state) {
    return switch (end.outcome()) {
      case PUBLISHED, UNCHANGED, REPLAYED -> Optional.empty();
      case REJECTED -> Optional.of(violations(state));
      case SUPERSEDED, FAILED, CANCELLED -> Optional.of(String.join("; ", end.reasons()));
    };
  }

  private static String violations(RunState state) {
    Stream<String> ofChecks =
        Evidence.checks(state).stream()
            .filter(check -> state.failures().contains(check.check()))
            .flatMap(check -> check.evidence().stream());
    Stream<String> ofFigures =
        state.figures().values().stream()
            .filter(FigureState.Unobservable.class::isInstance)
            .map(figure -> ((FigureState.Unobservable) figure).problem());
    return Stream.concat(ofChecks, ofFigures)
        .limit(SHOWN_VIOLATIONS)
        .collect(Collectors.joining("; "));
  }

  private Optional<LastGood> lastGood(RunState state, Optional<RunEnd> end) {
    boolean bad =
        end.map(RunViews::status)
            .filter(s -> s != Status.PUBLISHED && s != Status.REPLAYED)
            .isPresent();
    return bad ? published.latest(state.run().flow(), state.started().subject()) : Optional.empty();
  }
}
