package io.sluice.work.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.compare.Reworking.Step;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Need;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.Planner;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.StageInput;
import io.sluice.engine.run.StageItem;
import io.sluice.work.compare.StageFinding.Verdict;
import io.sluice.work.flowfiles.FlowDefinitions;
import io.sluice.work.stage.StageWork;
import io.sluice.work.stage.Workbench;
import io.sluice.work.storage.FolderStorage;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReworkTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-15T09:00:00Z"));
  private static final String SQL = "SELECT id, price, price * 2 AS twice FROM orders";

  @TempDir Path temp;
  private Storage storage;
  private Workbench bench;
  private Rework rework;
  private StageItem item;
  private ArtefactRef then;

  @BeforeEach
  void makeOriginals() throws IOException, SQLException {
    storage = new FolderStorage(new StoreLayout(temp.resolve("store")));
    bench = Workbench.open(storage, temp.resolve("worker"), "test");
    Path csv = Files.writeString(temp.resolve("orders.csv"), "id,price\n1,1.10\n2,2.20\n3,3.30\n");
    InputFile file = bench.store().take(csv, "orders.csv");
    Flow flow = flow(SQL);
    ArtefactRef orders = made(item(flow, "orders", List.of(), List.of(file)), flow);
    item =
        item(flow, "doubled", List.of(new StageInput("orders", Need.DATA, 1, orders)), List.of());
    then = made(item, flow);
    rework = Rework.open(storage, temp.resolve("scratch"), CLOCK);
  }

  @AfterEach
  void close() throws IOException, SQLException {
    rework.close();
    bench.close();
  }

  @Test
  void shouldFindTheSameUnderTheSameSql() throws IOException, SQLException {
    // when
    StageFinding finding = verify(SQL);

    // then
    assertThat(finding)
        .returns(Verdict.EQUAL, StageFinding::verdict)
        .returns(OptionalLong.of(3), StageFinding::rowsThen)
        .returns(OptionalLong.of(3), StageFinding::rowsNow)
        .returns("", StageFinding::note);
  }

  @Test
  void shouldCountWhatDiffersByKey() throws IOException, SQLException {
    // when
    StageFinding finding =
        verify(
            "SELECT id, price, CASE id WHEN 3 THEN price ELSE price * 2 END AS twice FROM orders"
                + " WHERE id > 1");

    // then
    assertThat(finding)
        .returns(Verdict.DIFFERS, StageFinding::verdict)
        .returns(OptionalLong.of(2), StageFinding::rowsNow)
        .returns("1 row removed, 1 row changed", StageFinding::note);
  }

  @Test
  void shouldTellAnotherTypeOfAColumn() throws IOException, SQLException {
    // when
    StageFinding finding = verify("SELECT id, price, (price * 2)::VARCHAR AS twice FROM orders");

    // then
    assertThat(finding)
        .returns(Verdict.DIFFERS, StageFinding::verdict)
        .returns("column twice was DECIMAL(18,2) and is VARCHAR", StageFinding::note);
  }

  @Test
  void shouldSayWhyItCannotBeWorked() throws IOException, SQLException {
    // when
    StageFinding finding = verify("SELECT id, error('no more') AS twice FROM orders");

    // then
    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_WORKED);
    assertThat(finding.note()).contains("no more");
  }

  private StageFinding verify(String sql) throws IOException, SQLException {
    return rework.verify(new Step.Work(item, then), flow(sql));
  }

  private Flow flow(String sql) {
    String yaml =
        """
        format: 1
        flow: shop
        inputs:
          orders: { files: "orders.csv", columns: { id: integer, price: "decimal(8,2)" } }
        stages:
          doubled: { needs: [orders], sql: doubled.sql }
        checks:
          - { name: once, on: doubled, unique: [id] }
        """;
    return new FlowDefinitions(bench.inspector())
        .parse("shop", Map.of("flow.yaml", yaml, "doubled.sql", sql), "")
        .flow();
  }

  private static StageItem item(
      Flow flow, String name, List<StageInput> inputs, List<InputFile> files) {
    PlannedStage stage =
        new Planner(flow)
            .plan(Map.of(), Map.of(), Map.of(), Map.of()).stages().stream()
                .filter(planned -> planned.name().equals(name))
                .findFirst()
                .orElseThrow();
    return new StageItem(
        "attempt-" + name,
        new RunRef("shop", "run-1"),
        RunSubject.WHOLE,
        flow.revision(),
        stage,
        1,
        inputs,
        files,
        Map.of(),
        0);
  }

  private ArtefactRef made(StageItem made, Flow flow) {
    RunEvent event = new StageWork(bench, made, flow, "worker", CLOCK::instant).perform();
    assertThat(event).isInstanceOf(RunEvent.StageCompleted.class);
    return ((RunEvent.StageCompleted) event).artefact();
  }
}
