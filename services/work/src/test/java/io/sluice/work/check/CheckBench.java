package io.sluice.work.check;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.flow.Check;
import io.sluice.engine.flow.Check.Assertion;
import io.sluice.engine.flow.ColumnType;
import io.sluice.engine.flow.Contract;
import io.sluice.engine.flow.Figure;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.InputFormat;
import io.sluice.engine.flow.Need;
import io.sluice.engine.flow.Parameter;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.run.CheckItem;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.StageInput;
import io.sluice.work.cache.Lease;
import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SessionSettings;
import io.sluice.work.store.DirectoryArtefactStore;
import io.sluice.work.store.TableFacts;
import io.sluice.work.transform.TableFingerprint;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs checks as a worker does, over tables that it commits to a store of its own. */
final class CheckBench implements AutoCloseable {

  static final RunRef RUN = new RunRef("shop", "7d0ae1ff-0000-5000-8000-000000000001");
  static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");
  static final String CHECK = "the_check";

  private final DirectoryArtefactStore store;
  private final DuckDbSessions sessions;
  private final DuckDbSqlInspector inspector = new DuckDbSqlInspector();
  private final CheckRunner runner;
  private final List<StageInput> inputs = new ArrayList<>();

  CheckBench(Path temp, Duration timeout) throws IOException, SQLException {
    store = new DirectoryArtefactStore(temp.resolve("store"), Map.of());
    sessions = new DuckDbSessions(new SessionSettings(temp.resolve("scratch"), 128, 10, 2, 1));
    runner = new CheckRunner(store, sessions, inspector, timeout);
  }

  /** Commits the rows of a SELECT as the stage's artefact and gives it to later checks. */
  List<Path> table(String stage, String select) throws Exception {
    return outputs(stage, Map.of(Need.DATA, select));
  }

  /** Commits the rows of a SELECT for each output. */
  List<Path> outputs(String stage, Map<String, String> selects) throws Exception {
    var key = ArtefactKey.repeatable("sql", 1, stage, Map.of(), Map.of());
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var draft = store.begin("shop", stage, key, "attempt-1")) {
      Map<Path, TableFacts> tables = new HashMap<>();
      for (var select : selects.entrySet()) {
        Path file = draft.file(select.getKey(), "parquet");
        try (var statement = duckdb.createStatement()) {
          statement.execute(
              "COPY (%s) TO '%s' (FORMAT parquet)".formatted(select.getValue(), file));
        }
        tables.put(file, TableFingerprint.read(duckdb, List.of(file)));
      }
      ArtefactRef artefact = draft.commit(tables);
      inputs.add(new StageInput(stage, Need.DATA, 3, artefact));
      return store.open(artefact, new Lease()).values().stream().flatMap(List::stream).toList();
    }
  }

  /** A session that shares the checks' instance. */
  Session neighbour() throws SQLException, IOException {
    return sessions.open("shop", store.foldersOf("shop"), Map.of());
  }

  /** Evaluates a declared check. */
  RunEvent check(Assertion assertion) {
    return begin(assertion).perform(NOW);
  }

  /** A declared check, not evaluated yet. */
  CheckWork begin(Assertion assertion) {
    return runner.begin(item(CheckItem.Kind.CHECK, CHECK, List.of()), flow(assertion));
  }

  /** Evaluates a check over figures. */
  RunEvent check(
      Assertion assertion,
      Map<String, BigDecimal> figures,
      Map<String, BigDecimal> references,
      Map<String, BigDecimal> baseline) {
    CheckItem item =
        new CheckItem(
            "id",
            RUN,
            RunSubject.WHOLE,
            "r1",
            CheckItem.Kind.CHECK,
            CHECK,
            List.of(),
            Map.of(),
            figures,
            references,
            baseline,
            List.of());
    return runner.begin(item, flow(assertion)).perform(NOW);
  }

  /** Evaluates the contract of the input {@code erp}. */
  RunEvent contract(List<String> failure) {
    CheckItem item = item(CheckItem.Kind.CHECK, "erp.contract", failure);
    return runner.begin(item, flow(new Assertion.References(List.of()))).perform(NOW);
  }

  /** Evaluates what the flow does not declare. */
  RunEvent undeclared(CheckItem.Kind kind) {
    return runner
        .begin(item(kind, "unheard", List.of()), flow(new Assertion.References(List.of())))
        .perform(NOW);
  }

  /** Measures a figure. */
  RunEvent measure(Figure.Measure measure) {
    Flow flow = flow(new Assertion.References(List.of()), new Figure("ca", measure, "CA", "EUR"));
    return runner.begin(item(CheckItem.Kind.FIGURE, "ca", List.of()), flow).perform(NOW);
  }

  @Override
  public void close() throws SQLException, IOException {
    runner.close();
    sessions.close();
    inspector.close();
  }

  private CheckItem item(CheckItem.Kind kind, String target, List<String> failure) {
    return new CheckItem(
        "id",
        RUN,
        RunSubject.WHOLE,
        "r1",
        kind,
        target,
        inputs,
        Map.of(
            "period", "2026-10", "period_start", "2026-10-01T00:00", "floor", "0.1", "wrong", "x"),
        Map.of(),
        Map.of(),
        Map.of(),
        failure);
  }

  private static Flow flow(Assertion assertion, Figure... figures) {
    var contract =
        new Contract(List.of(), Contract.OtherColumns.IGNORE, Contract.OnBadRow.QUARANTINE, 10);
    var erp =
        new Input("erp", List.of("erp.parquet"), new InputFormat.Parquet(), contract, "sources");
    return new Flow(
        "shop",
        "r1",
        "",
        new PeriodRule(PeriodRule.Every.MONTH, PeriodRule.Of.PREVIOUS, ZoneOffset.UTC),
        RunRules.NONE,
        Optional.empty(),
        List.of(
            parameter("floor", new ColumnType.Decimal(10, 2)),
            parameter("wrong", ColumnType.Simple.INTEGER)),
        List.of(erp),
        List.of(),
        List.of(),
        List.of(figures),
        List.of(new Check(CHECK, Check.Severity.ERROR, assertion)),
        List.of());
  }

  private static Parameter parameter(String name, ColumnType type) {
    return new Parameter(name, type, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
