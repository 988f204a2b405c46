package io.sluice.engine.run;

import static io.sluice.engine.run.Histories.and;
import static io.sluice.engine.run.RunSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.AcceptanceTable.Cell;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The run's state machine as tables. Every kind of input stands in a row, every kind of state in a
 * column: a new one of either fails here until somebody says what it means.
 */
class TransitionsTest {

  /** Events that name an attempt, and it is the one the stage is at. */
  private static final AcceptanceTable SAME_ATTEMPT =
      AcceptanceTable.parse(
          """
                             Waiting  Ready    Started   Completed Delivered Failed    Skipped
          StageStarted       ILLEGAL  ACCEPTED DUPLICATE LATE      LATE      LATE      LATE
          StageCompleted     ILLEGAL  ACCEPTED ACCEPTED  DUPLICATE ILLEGAL   LATE      LATE
          StageFailed        ILLEGAL  ACCEPTED ACCEPTED  LATE      ILLEGAL   DUPLICATE LATE
          StageSkipped       ILLEGAL  ILLEGAL  LATE      LATE      LATE      LATE      DUPLICATE
          ArtefactLost       ILLEGAL  ILLEGAL  ILLEGAL   ACCEPTED  LATE      LATE      LATE
          DeliveryCompleted  ILLEGAL  ACCEPTED ACCEPTED  ILLEGAL   DUPLICATE LATE      ILLEGAL
          DeliveryFailed     ILLEGAL  ACCEPTED ACCEPTED  ILLEGAL   LATE      DUPLICATE ILLEGAL
          """);

  /** The stage is at its second attempt, the event tells of the first. */
  private static final AcceptanceTable EARLIER_ATTEMPT =
      AcceptanceTable.parse(
          """
                             Waiting   Ready     Started   Completed Delivered Failed    Skipped
          StageStarted       LATE      LATE      LATE      LATE      LATE      LATE      LATE
          StageCompleted     ACCEPTED  ACCEPTED  ACCEPTED  DUPLICATE ILLEGAL   LATE      LATE
          StageFailed        LATE      LATE      LATE      LATE      ILLEGAL   LATE      LATE
          ArtefactLost       DUPLICATE DUPLICATE DUPLICATE DUPLICATE DUPLICATE DUPLICATE DUPLICATE
          DeliveryCompleted  ACCEPTED  ACCEPTED  ACCEPTED  ILLEGAL   DUPLICATE LATE      ILLEGAL
          DeliveryFailed     LATE      LATE      LATE      ILLEGAL   LATE      LATE      ILLEGAL
          """);

  private static final AcceptanceTable CHECKS =
      AcceptanceTable.parse(
          """
                       Pending  Passed    Failed    NotApplicable
          CheckPassed  ACCEPTED DUPLICATE LATE      LATE
          CheckFailed  ACCEPTED LATE      DUPLICATE LATE
          """);

  private static final AcceptanceTable FIGURES =
      AcceptanceTable.parse(
          """
                          Pending  Observed  Unobservable NotApplicable
          FigureObserved  ACCEPTED DUPLICATE LATE         LATE
          """);

  /** In Working, src is done and mid ready; in Refused, mid_ok failed; mid is the stage told of. */
  private static final AcceptanceTable PHASES =
      AcceptanceTable.parse(
          """
                             Working   Passed    Refused   Publishing Ended
          Started            DUPLICATE DUPLICATE DUPLICATE DUPLICATE  LATE
          StageStarted       ACCEPTED  LATE      LATE      LATE       LATE
          StageCompleted     ACCEPTED  DUPLICATE DUPLICATE DUPLICATE  LATE
          StageFailed        ACCEPTED  LATE      LATE      LATE       LATE
          StageSkipped       ILLEGAL   LATE      LATE      LATE       LATE
          ArtefactLost       ILLEGAL   ACCEPTED  ACCEPTED  ACCEPTED   LATE
          CheckPassed        ILLEGAL   DUPLICATE LATE      DUPLICATE  LATE
          CheckFailed        ILLEGAL   LATE      DUPLICATE LATE       LATE
          FigureObserved     ILLEGAL   DUPLICATE DUPLICATE DUPLICATE  LATE
          GatePassed         LATE      DUPLICATE LATE      DUPLICATE  LATE
          GateFailed         LATE      LATE      DUPLICATE LATE       LATE
          PublicationOpened  ILLEGAL   ACCEPTED  ILLEGAL   DUPLICATE  LATE
          DeliveryCompleted  ILLEGAL   ILLEGAL   ILLEGAL   ACCEPTED   LATE
          DeliveryFailed     ILLEGAL   ILLEGAL   ILLEGAL   ACCEPTED   LATE
          Completed          ILLEGAL   ACCEPTED  ILLEGAL   LATE       LATE
          Rejected           ILLEGAL   ILLEGAL   ACCEPTED  ILLEGAL    LATE
          Failed             ILLEGAL   ILLEGAL   ILLEGAL   ILLEGAL    LATE
          Cancelled          ACCEPTED  ACCEPTED  LATE      LATE       LATE
          CancelAsked        ACCEPTED  ACCEPTED  LATE      LATE       LATE
          ResultReleased     ILLEGAL   ILLEGAL   ACCEPTED  ACCEPTED   LATE
          """);

  private static final Set<String> OF_STAGES =
      Set.of("StageStarted", "StageCompleted", "StageFailed", "StageSkipped", "ArtefactLost");

  @Test
  void shouldSayWhatEveryInputMeansInEveryPhase() {
    assertThat(PHASES.inputs()).isEqualTo(AcceptanceTable.kinds(RunInput.class));
    assertThat(PHASES.states()).isEqualTo(AcceptanceTable.kinds(RunPhase.class));
  }

  @Test
  void shouldSayWhatEveryEventOfAStageMeansInEveryStateOfIt() {
    Set<String> attempts =
        AcceptanceTable.kinds(RunEvent.class, type -> tellsOf(type, StageAttempt.class));
    Set<String> stages = new TreeSet<>(attempts);
    stages.addAll(OF_STAGES);

    assertThat(SAME_ATTEMPT.inputs()).isEqualTo(stages);
    assertThat(EARLIER_ATTEMPT.inputs()).containsAll(attempts).contains("ArtefactLost");
    assertThat(SAME_ATTEMPT.states()).isEqualTo(AcceptanceTable.kinds(StageState.class));
    assertThat(EARLIER_ATTEMPT.states()).isEqualTo(AcceptanceTable.kinds(StageState.class));
  }

  @Test
  void shouldSayWhatEveryVerdictMeansInEveryStateOfChecksAndFigures() {
    assertThat(CHECKS.inputs())
        .isEqualTo(
            AcceptanceTable.kinds(RunEvent.class, type -> type.getSimpleName().startsWith("Ch")));
    assertThat(CHECKS.states()).isEqualTo(AcceptanceTable.kinds(CheckState.class));
    assertThat(FIGURES.states()).isEqualTo(AcceptanceTable.kinds(FigureState.class));
  }

  private static boolean tellsOf(Class<?> event, Class<?> part) {
    return Stream.of(event.getRecordComponents()).anyMatch(c -> c.getType().equals(part));
  }

  static Stream<Cell> sameAttempt() {
    return SAME_ATTEMPT.cells().stream();
  }

  @ParameterizedTest
  @MethodSource
  void sameAttempt(Cell cell) {
    String stage = subject(cell);
    RunState state =
        RunSpecification.history(Histories.PLAN, StageHistories.atFirst(stage, cell.state()));
    assertThat(state.stage(stage).getClass().getSimpleName()).isEqualTo(cell.state());

    Evolution evolution = RunFold.evolve(state, ofStage(cell.input(), stage, 1));

    new RunSpecification.Then(state, evolution).then(cell.acceptance());
  }

  static Stream<Cell> earlierAttempt() {
    return EARLIER_ATTEMPT.cells().stream();
  }

  @ParameterizedTest
  @MethodSource
  void earlierAttempt(Cell cell) {
    String stage = subject(cell);
    RunState state =
        RunSpecification.history(Histories.PLAN, StageHistories.atSecond(stage, cell.state()));
    assertThat(state.stage(stage).getClass().getSimpleName()).isEqualTo(cell.state());
    assertThat(state.stage(stage).attempt()).isEqualTo(2);

    Evolution evolution = RunFold.evolve(state, ofStage(cell.input(), stage, 1));

    new RunSpecification.Then(state, evolution).then(cell.acceptance());
  }

  /** Deliveries alone are delivered, others alone complete or are skipped. */
  private static String subject(Cell cell) {
    return switch (cell.state()) {
      case "Delivered" -> "deliver";
      case "Completed", "Skipped" -> "mid";
      default -> cell.input().startsWith("Delivery") ? "deliver" : "mid";
    };
  }

  private static RunInput ofStage(String input, String stage, int attempt) {
    return switch (input) {
      case "StageStarted" -> Telling.started(stage, attempt);
      case "StageCompleted" -> Telling.completed(stage, attempt);
      case "StageFailed" -> Telling.stumbled(stage, attempt);
      case "StageSkipped" -> Telling.skipped(stage);
      case "ArtefactLost" -> Telling.lost(stage, attempt);
      case "DeliveryCompleted" -> Telling.delivered(stage, attempt);
      case "DeliveryFailed" -> Telling.undelivered(stage, attempt, true);
      default -> throw new IllegalArgumentException(input);
    };
  }

  static Stream<Cell> checks() {
    return CHECKS.cells().stream();
  }

  @ParameterizedTest
  @MethodSource
  void checks(Cell cell) {
    Map<String, List<RunInput>> histories =
        Map.of(
            "Pending", Histories.midDone(),
            "Passed", and(Histories.midDone(), Telling.passed("mid_ok")),
            "Failed", and(Histories.midDone(), Telling.refuted("mid_ok")),
            "NotApplicable", and(Histories.sourceDone(), Telling.broke("mid", 1)));
    RunInput input =
        cell.input().equals("CheckPassed") ? Telling.passed("mid_ok") : Telling.refuted("mid_ok");

    given(Histories.PLAN, histories.get(cell.state())).when(input).then(cell.acceptance());
  }

  static Stream<Cell> figures() {
    return FIGURES.cells().stream();
  }

  @ParameterizedTest
  @MethodSource
  void figures(Cell cell) {
    List<RunInput> measurable = and(Histories.midDone(), Telling.completed("out", 1));
    Map<String, List<RunInput>> histories =
        Map.of(
            "Pending", measurable,
            "Observed", and(measurable, Telling.observed("rows", "3")),
            "Unobservable", and(measurable, Telling.unobservable("rows")),
            "NotApplicable", and(Histories.midDone(), Telling.broke("out", 1)));

    given(Histories.PLAN, histories.get(cell.state()))
        .when(Telling.observed("rows", "4"))
        .then(cell.acceptance());
  }

  static Stream<Cell> phases() {
    return PHASES.cells().stream();
  }

  @ParameterizedTest
  @MethodSource
  void phases(Cell cell) {
    Map<String, List<RunInput>> histories =
        Map.of(
            "Working", Histories.sourceDone(),
            "Passed", Histories.gatePassed(),
            "Refused", Histories.refused(),
            "Publishing", Histories.publishing(),
            "Ended", Histories.over());

    given(Histories.PLAN, histories.get(cell.state()))
        .when(ofRun(cell.input()))
        .then(cell.acceptance());
  }

  private static RunInput ofRun(String input) {
    return switch (input) {
      case "Started" -> Telling.begun(Histories.PLAN);
      case "CheckPassed" -> Telling.passed("mid_ok");
      case "CheckFailed" -> Telling.refuted("mid_ok");
      case "FigureObserved" -> Telling.observed("rows", "3");
      case "GatePassed" -> Telling.gatePassed(Histories.ERROR_CHECKS, "src", "mid", "out");
      case "GateFailed" -> Telling.gateFailed("mid_ok");
      case "PublicationOpened" -> Telling.opened(1);
      case "Completed" -> Telling.ended(RunEnd.Outcome.UNCHANGED);
      case "Rejected" -> Telling.rejected();
      case "Failed" -> Telling.runFailed();
      case "Cancelled" -> Telling.cancelled();
      case "CancelAsked" -> Telling.cancelAsked();
      case "ResultReleased" -> Telling.released();
      default -> ofStage(input, input.startsWith("Delivery") ? "deliver" : "mid", 1);
    };
  }
}
