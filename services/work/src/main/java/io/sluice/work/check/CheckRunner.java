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
import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.figure.FigureQuery;
import io.sluice.work.store.ArtefactStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates the checks and figures of runs and says the event that tells the outcome. Thread-safe.
 */
public final class CheckRunner implements AutoCloseable {

  /** How long a check's queries may take together, unless told otherwise. */
  public static final Duration QUERY_TIMEOUT = Duration.ofSeconds(60);

  private final CheckSessions sessions;
  private final DataJudge judge;

  /** Checks over the artefacts of a store; store, sessions and inspector stay the caller's. */
  public CheckRunner(
      ArtefactStore store,
      DuckDbSessions sessions,
      DuckDbSqlInspector inspector,
      Duration queryTimeout) {
    this.sessions = new CheckSessions(store, sessions, queryTimeout);
    this.judge = new DataJudge(inspector);
  }

  /**
   * The outcome: CheckPassed, CheckFailed, FigureObserved, or ArtefactLost when an input is missing
   * or damaged. A check that cannot be evaluated has failed; a figure that cannot be measured has
   * no value.
   *
   * @param flow the flow in the item's revision
   * @param now the event's time
   * @throws java.io.UncheckedIOException when store or disk fail; a later try may go well
   */
  public RunEvent run(CheckItem item, Flow flow, Instant now) {
    try {
      return switch (item.kind()) {
        case CHECK -> verdict(item, flow, now);
        case FIGURE -> observation(item, flow, now);
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

  /** No check may be running. */
  @Override
  public void close() {
    sessions.close();
  }

  private RunEvent verdict(CheckItem item, Flow flow, Instant now) throws InputLostInRunException {
    Judgement found = judge(item, flow);
    return found.holds()
        ? new RunEvent.CheckPassed(
            item.run(), now, item.target(), found.expected(), found.observed())
        : new RunEvent.CheckFailed(
            item.run(), now, item.target(), found.expected(), found.observed(), found.evidence());
  }

  private Judgement judge(CheckItem item, Flow flow) throws InputLostInRunException {
    Optional<Assertion> declared =
        flow.checks().stream()
            .filter(check -> check.name().equals(item.target()))
            .map(Check::assertion)
            .findFirst();
    return declared.isPresent()
        ? judge(declared.get(), item, flow)
        : flow.inputs().stream()
            .filter(input -> StageNames.contract(input.name()).equals(item.target()))
            .findFirst()
            .map(input -> ContractJudge.judge(input.name(), item))
            .orElseGet(() -> undeclared(item));
  }

  private static Judgement undeclared(CheckItem item) {
    return Judgement.failed(
        "a check of the flow",
        "revision %s of the flow declares no check %s".formatted(item.revision(), item.target()),
        List.of());
  }

  private Judgement judge(Assertion assertion, CheckItem item, Flow flow)
      throws InputLostInRunException {
    return switch (assertion) {
      case Assertion.References(List<String> figures) ->
          MatchingReferences.judge(figures, item.references(), item.figures());
      case Assertion.Drift(String figure, BigDecimal maxRatio) ->
          WithinDrift.judge(
              maxRatio,
              Optional.ofNullable(item.baseline().get(figure)),
              Optional.ofNullable(item.figures().get(figure)));
      case Assertion.InputContract(String input) -> ContractJudge.judge(input, item);
      case Assertion.Unique unique -> overData(unique, List.of(unique.on()), item, flow);
      case Assertion.NotNull notNull -> overData(notNull, List.of(notNull.on()), item, flow);
      case Assertion.RowCount rows -> overData(rows, List.of(rows.on()), item, flow);
      case Assertion.Sql sql -> overData(sql, sql.on(), item, flow);
      case Assertion.Value value -> overData(value, value.on(), item, flow);
    };
  }

  private Judgement overData(Assertion assertion, List<Need> on, CheckItem item, Flow flow)
      throws InputLostInRunException {
    try {
      var values = ParameterValues.of(flow, item.parameters());
      return sessions.over(
          item, flow.name(), on, session -> judge.judge(assertion, session, values));
    } catch (NoAnswerException e) {
      return Judgement.failed(
          DataJudge.expected(assertion), "no answer: " + e.summary(), e.details());
    }
  }

  private RunEvent observation(CheckItem item, Flow flow, Instant now)
      throws InputLostInRunException {
    Optional<BigDecimal> value = Optional.empty();
    String problem = "";
    try {
      value = Optional.of(measure(item, flow));
    } catch (NoAnswerException e) {
      problem = e.summary();
    }
    return new RunEvent.FigureObserved(item.run(), now, item.target(), value, problem);
  }

  private BigDecimal measure(CheckItem item, Flow flow)
      throws InputLostInRunException, NoAnswerException {
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
        item, flow.name(), on, session -> FigureQuery.value(session.connection(), figure));
  }
}
