package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactFile;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.flow.Need;
import io.sluice.engine.plan.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Inputs of one run, told at one instant. */
final class Telling {

  static final Instant NOW = Instant.parse("2026-11-15T09:00:00Z");
  static final RunRef RUN = new RunRef("wine", "run-1");

  private Telling() {}

  static RunEvent.Started begun(Plan plan) {
    return begun(RUN, 1, plan);
  }

  static RunEvent.Started begun(RunRef run, long ordinal, Plan plan) {
    return new RunEvent.Started(
        run, NOW, RunSubject.WHOLE, Origin.request("request"), ordinal, "rev", plan);
  }

  static RunEvent.StageStarted started(String stage, int attempt) {
    return new RunEvent.StageStarted(RUN, NOW, new StageAttempt(stage, attempt), "worker");
  }

  static RunEvent.StageCompleted completed(String stage, int attempt) {
    return new RunEvent.StageCompleted(
        RUN,
        NOW,
        new StageAttempt(stage, attempt),
        "worker",
        artefact(stage, attempt),
        1,
        1,
        false);
  }

  /** Same content and key whatever the attempt; the file's name tells the attempt. */
  static ArtefactRef artefact(String stage, int attempt) {
    ArtefactFile file =
        new ArtefactFile(Need.DATA, "part-" + attempt + ".parquet", "sha-" + stage, 10, 1);
    return new ArtefactRef(
        RUN.flow(), stage, "key-" + stage, 1, 10, "print-" + stage, List.of(file));
  }

  static RunEvent.StageFailed failed(
      String stage, int attempt, FailureKind kind, boolean retryable) {
    return new RunEvent.StageFailed(
        RUN, NOW, new StageAttempt(stage, attempt), kind, retryable, "broken", List.of());
  }

  /** Fails so that another attempt may be made. */
  static RunEvent.StageFailed stumbled(String stage, int attempt) {
    return failed(stage, attempt, FailureKind.MACHINERY, true);
  }

  /** Fails for good. */
  static RunEvent.StageFailed broke(String stage, int attempt) {
    return failed(stage, attempt, FailureKind.WORK, false);
  }

  static RunEvent.StageSkipped skipped(String stage) {
    return new RunEvent.StageSkipped(RUN, NOW, stage, "not needed");
  }

  static RunEvent.ArtefactLost lost(String stage, int attempt) {
    return new RunEvent.ArtefactLost(RUN, NOW, stage, attempt, "key-" + stage, "missing");
  }

  static RunEvent.CheckPassed passed(String check) {
    return new RunEvent.CheckPassed(RUN, NOW, check, "no rows", "0 rows");
  }

  static RunEvent.CheckFailed refuted(String check) {
    return new RunEvent.CheckFailed(RUN, NOW, check, "no rows", "2 rows", List.of("row 1"));
  }

  static RunEvent.FigureObserved observed(String figure, String value) {
    return new RunEvent.FigureObserved(RUN, NOW, figure, Optional.of(new BigDecimal(value)), "");
  }

  static RunEvent.FigureObserved unobservable(String figure) {
    return new RunEvent.FigureObserved(RUN, NOW, figure, Optional.empty(), "it is NULL");
  }

  /** The gate's passing of artefacts made at their first attempt. */
  static RunEvent.GatePassed gatePassed(List<String> checks, String... stages) {
    List<ArtefactRef> artefacts = Arrays.stream(stages).map(stage -> artefact(stage, 1)).toList();
    return new RunEvent.GatePassed(RUN, NOW, checks, artefacts, "");
  }

  static RunEvent.GateFailed gateFailed(String... failed) {
    return new RunEvent.GateFailed(RUN, NOW, List.of(failed));
  }

  static RunEvent.PublicationOpened opened(long version) {
    return new RunEvent.PublicationOpened(RUN, NOW, version);
  }

  static RunEvent.DeliveryCompleted delivered(String stage, int attempt) {
    DeliveredFile file = new DeliveredFile("report", "report.csv", "v1/report.csv", "sha", 10, 1);
    return new RunEvent.DeliveryCompleted(
        RUN, NOW, new StageAttempt(stage, attempt), List.of(file));
  }

  static RunEvent.DeliveryFailed undelivered(String stage, int attempt, boolean retryable) {
    return new RunEvent.DeliveryFailed(
        RUN, NOW, new StageAttempt(stage, attempt), retryable, "disk full");
  }

  static RunEvent.Completed ended(RunEnd.Outcome outcome) {
    return new RunEvent.Completed(RUN, NOW, outcome, 1);
  }

  static RunEvent.Rejected rejected() {
    return new RunEvent.Rejected(RUN, NOW, List.of("mid_ok"));
  }

  static RunEvent.Failed runFailed() {
    return new RunEvent.Failed(RUN, NOW, "machinery");
  }

  static RunEvent.Cancelled cancelled() {
    return new RunEvent.Cancelled(RUN, NOW, "somebody", "wrong file");
  }

  static RunInput.CancelAsked cancelAsked() {
    return new RunInput.CancelAsked(RUN, "request-1", "somebody", "wrong file");
  }

  static RunInput.ResultReleased released() {
    return new RunInput.ResultReleased(RUN);
  }
}
