package io.sluice.work.check;

import io.sluice.engine.flow.Check;
import io.sluice.engine.flow.Check.Assertion;
import io.sluice.engine.flow.Figure;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Need;
import io.sluice.engine.gate.Judgement;
import io.sluice.engine.gate.MatchingReferences;
import io.sluice.engine.gate.WithinDrift;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.CheckItem;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.StageInput;
import io.sluice.work.duckdb.SessionHolder;
import io.sluice.work.figure.FigureQuery;
import io.sluice.work.transform.ParameterValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One evaluation of a check or a figure, which another thread may interrupt. */
public final class CheckWork {

  private final CheckSessions sessions;
  private final DataJudge judge;
  private final CheckItem item;
  private final Flow flow;
  private final SessionHolder held = new SessionHolder();

  CheckWork(CheckSessions sessions, DataJudge judge, CheckItem item, Flow flow) {
    this.sessions = sessions;
    this.judge = judge;
    this.item = item;
    this.flow = flow;
  }

  /** Ends the evaluation early. */
  public void interrupt() {
    held.interrupt();
  }

  /**
   * That it is not evaluated.
   *
   * @param why why not, in words
   */
  public RunEvent givenUp(String why, Instant now) {
    return item.unanswered(why, now);
  }

  /**
   * The outcome: CheckPassed, CheckFailed, FigureObserved, or ArtefactLost when an input is missing
   * or damaged. A check that cannot be evaluated has failed; a figure that cannot be measured has
   * no value.
   *
   * @param now the event's time
   * @throws java.io.UncheckedIOException when store or disk fail; a later try may go well
   */
  public RunEvent perform(Instant now) {
    try {
      return switch (item.kind()) {
        case CHECK -> verdict(now);
        case FIGURE -> observation(now);
      };
    } catch (InputLostInRunException lost) {
      StageInput input = lost.input();
      return new RunEvent.ArtefactLost(
          item.run(),
          now,
          input.artefact().stage(),
          input.attempt(),
          input.artefact().key(),
          String.valueOf(lost.getMessage()));
    }
  }

  private RunEvent verdict(Instant now) throws InputLostInRunException {
    Judgement found = judge();
    return found.holds()
        ? new RunEvent.CheckPassed(
            item.run(), now, item.target(), found.expected(), found.observed())
        : new RunEvent.CheckFailed(
            item.run(), now, item.target(), found.expected(), found.observed(), found.evidence());
  }

  private Judgement judge() throws InputLostInRunException {
    Optional<Assertion> declared =
        flow.checks().stream()
            .filter(check -> check.name().equals(item.target()))
            .map(Check::assertion)
            .findFirst();
    return declared.isPresent()
        ? judge(declared.get())
        : flow.inputs().stream()
            .filter(input -> StageNames.contract(input.name()).equals(item.target()))
            .findFirst()
            .map(input -> ContractJudge.judge(input.name(), item))
            .orElseGet(this::undeclared);
  }

  private Judgement undeclared() {
    return Judgement.failed(
        "a check of the flow",
        "revision %s of the flow declares no check %s".formatted(item.revision(), item.target()),
        List.of());
  }

  private Judgement judge(Assertion assertion) throws InputLostInRunException {
    return switch (assertion) {
      case Assertion.References(List<String> figures) ->
          MatchingReferences.judge(figures, item.references(), item.figures());
      case Assertion.Drift(String figure, BigDecimal maxRatio) ->
          WithinDrift.judge(
              maxRatio,
              Optional.ofNullable(item.baseline().get(figure)),
              Optional.ofNullable(item.figures().get(figure)));
      case Assertion.InputContract(String input) -> ContractJudge.judge(input, item);
      case Assertion.Unique unique -> overData(unique, List.of(unique.on()));
      case Assertion.NotNull notNull -> overData(notNull, List.of(notNull.on()));
      case Assertion.RowCount rows -> overData(rows, List.of(rows.on()));
      case Assertion.Sql sql -> overData(sql, sql.on());
      case Assertion.Value value -> overData(value, value.on());
    };
  }

  private Judgement overData(Assertion assertion, List<Need> on) throws InputLostInRunException {
    try {
      var values = ParameterValues.of(flow, item.parameters());
      return sessions.over(
          item, flow.name(), on, held, session -> judge.judge(assertion, session, values));
    } catch (NoAnswerException e) {
      return Judgement.failed(
          DataJudge.expected(assertion), "no answer: " + e.summary(), e.details());
    }
  }

  private RunEvent observation(Instant now) throws InputLostInRunException {
    Optional<BigDecimal> value = Optional.empty();
    String problem = "";
    try {
      value = Optional.of(measure());
    } catch (NoAnswerException e) {
      problem = e.summary();
    }
    return new RunEvent.FigureObserved(item.run(), now, item.target(), value, problem);
  }

  private BigDecimal measure() throws InputLostInRunException, NoAnswerException {
    Figure figure =
        flow.figures().stream()
            .filter(declared -> declared.name().equals(item.target()))
            .findFirst()
            .orElseThrow(
                () ->
                    new NoAnswerException(
                        "revision %s of the flow declares no figure %s"
                            .formatted(item.revision(), item.target())));
    List<Need> on = List.of(Need.of(figure.measure().stage()));
    return sessions.over(
        item, flow.name(), on, held, session -> FigureQuery.value(session.connection(), figure));
  }
}
