package io.sluice.work.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Need;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.Planner;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.FailureKind;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.StageInput;
import io.sluice.engine.run.StageItem;
import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SessionSettings;
import io.sluice.work.flowfiles.FlowDefinitions;
import io.sluice.work.storage.FolderStorage;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StoreLayout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageWorkTest {

  private static final Instant NOW = Instant.parse("2026-11-15T09:00:00Z");

  /** A database that has more than its header is attached, and a table is being written. */
  private static final long ATTACHED_BYTES = 100_000;

  @TempDir Path temp;
  private Workbench bench;
  private Flow flow;
  private ArtefactRef orders;

  @BeforeEach
  void takeOrdersIn() throws IOException, SQLException {
    Storage storage = new FolderStorage(new StoreLayout(temp.resolve("store")));
    bench =
        new Workbench(
            storage.artefacts("test"),
            new DuckDbSessions(new SessionSettings(temp.resolve("scratch"), 40, 1, 1, 1)),
            new DuckDbSqlInspector(),
            storage);
    flow = flow();
    Path csv = Files.writeString(temp.resolve("orders.csv"), "id\n1\n2\n3\n");
    InputFile file = bench.store().take(csv, "orders.csv");
    orders = completed(work("orders", List.of(), List.of(file))).artefact();
  }

  @AfterEach
  void close() throws IOException, SQLException {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"same", "publish.table", "publish.book", "publish.base", "publish.page"})
  void shouldTryAgainWhatMetItsTimeLimit(String stage) {
    // given
    StageWork work = work(stage);
    work.interrupt();

    // when
    RunEvent event = work.perform();

    // then
    assertFailed(event, FailureKind.TIMEOUT, true, "interrupted at its time limit");
  }

  @Test
  void shouldTryAgainWhenTheMemoryThatStagesShareIsUsedUp() {
    // given
    StageWork work = work("sorted");

    // when
    RunEvent event = work.perform();

    // then
    assertFailed(event, FailureKind.MACHINERY, true, "Out of Memory Error");
  }

  @Test
  void shouldNotTryAgainWhatNeedsMoreThanItHasForItself() {
    // given
    StageWork work = work("sorted_alone");

    // when
    RunEvent event = work.perform();

    // then
    assertFailed(event, FailureKind.WORK, false, "Out of Memory Error");
  }

  @Test
  void shouldTryAgainWhenTheDiskFails() throws IOException {
    // given
    replaceSpillFoldersByFiles();

    // when
    RunEvent event = work("sorted").perform();

    // then
    assertFailed(event, FailureKind.MACHINERY, true, "IO Error");
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldLeaveNoDatabaseAttachedWhenAnExportIsInterrupted() throws Exception {
    // given
    ArtefactRef many = completed(work("many")).artefact();
    StageWork work =
        work("publish.much", List.of(new StageInput("many", Need.DATA, 1, many)), List.of());

    // when
    var ended = new CompletableFuture<RunEvent>();
    Thread working = Thread.ofPlatform().start(() -> ended.complete(work.perform()));
    while (sizeOf(".part") < ATTACHED_BYTES && !ended.isDone()) {
      Thread.onSpinWait();
    }
    do {
      // one that comes between two statements is missed
      work.interrupt();
    } while (!working.join(Duration.ofMillis(20)));

    // then
    assertFailed(ended.join(), FailureKind.TIMEOUT, true, "interrupted");
    assertThat(databases()).noneMatch(name -> name.startsWith("sluice_export_"));
    assertThat(sizeOf(".part") + sizeOf(".wal")).isZero();
  }

  @Test
  void shouldTellAnArtefactLostThatRottedSinceItWasHashed() throws IOException {
    // given
    ArtefactRef table = completed(work("publish.table")).artefact();
    Path file =
        new StoreLayout(temp.resolve("store"))
            .artefacts()
            .resolve(table.address())
            .resolve(table.files().getFirst().name());
    FileTime changed = Files.getLastModifiedTime(file);
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[1]));
    }
    Files.setLastModifiedTime(file, changed);
    StageWork work =
        work(
            StageNames.FOLDER,
            List.of(new StageInput("publish.table", Need.DATA, 1, table)),
            List.of());

    // when
    RunEvent event = work.perform();

    // then
    assertThat(event)
        .isInstanceOfSatisfying(
            RunEvent.ArtefactLost.class,
            lost -> assertThat(lost.reason()).contains("other bytes than were committed"));
    assertThat(file).doesNotExist();
  }

  /** Bytes of the store's files whose names end so. */
  private long sizeOf(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(temp.resolve("store"))) {
      return all.map(Path::toFile)
          .filter(file -> file.getName().endsWith(ending))
          .mapToLong(File::length)
          .sum();
    } catch (UncheckedIOException e) {
      // a file went while it was looked at
      return 0;
    }
  }

  /** What a session of the flow has attached when it begins. */
  private List<String> databases() throws IOException, SQLException {
    List<String> names = new ArrayList<>();
    try (Session session =
            bench.sessions().open("shop", bench.store().foldersOf("shop"), Map.of());
        Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT database_name FROM duckdb_databases()")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static RunEvent.StageCompleted completed(StageWork work) {
    RunEvent event = work.perform();
    assertThat(event).isInstanceOf(RunEvent.StageCompleted.class);
    return (RunEvent.StageCompleted) event;
  }

  private void replaceSpillFoldersByFiles() throws IOException {
    try (Stream<Path> all = Files.walk(temp.resolve("scratch"))) {
      for (Path folder :
          all.filter(it -> it.getFileName().toString().startsWith("spill-")).toList()) {
        Files.delete(folder);
        Files.createFile(folder);
      }
    }
  }

  private static void assertFailed(
      RunEvent event, FailureKind kind, boolean retryable, String message) {
    assertThat(event)
        .isInstanceOfSatisfying(
            RunEvent.StageFailed.class,
            failed -> {
              assertThat(failed.message()).contains(message);
              assertThat(failed.kind()).isEqualTo(kind);
              assertThat(failed.retryable()).isEqualTo(retryable);
            });
  }

  private Flow flow() {
    String yaml =
        """
        format: 1
        flow: shop
        inputs:
          orders: { files: "orders.csv", columns: { id: integer } }
        stages:
          same: { needs: [orders], sql: same.sql }
          many: { needs: [orders], sql: many.sql }
          sorted: { needs: [orders], sql: sorted.sql }
          sorted_alone: { needs: [orders], sql: sorted.sql, isolation: strict }
        figures:
          orders: { rows: orders }
        checks:
          - { name: once, on: orders, unique: [id] }
        publish:
          table: { csv: orders }
          book: { xlsx: { sheets: { Orders: orders } } }
          base: { duckdb: [orders] }
          much: { duckdb: [many] }
          page: { html: page.yaml }
        """;
    Map<String, String> files =
        Map.of(
            "flow.yaml",
            yaml,
            "same.sql",
            "SELECT id FROM orders",
            "many.sql",
            "SELECT i, i * 7919 % 1000003 AS j FROM orders, range(1000000) t(i)",
            "sorted.sql",
            "SELECT i, md5(i::VARCHAR) AS m FROM orders, range(1000000) t(i) ORDER BY m",
            "page.yaml",
            "title: Orders\nblocks:\n  - { figures: all }\n");
    return new FlowDefinitions(bench.inspector()).parse("shop", files, "").flow();
  }

  /** Work on a stage that reads the orders. */
  private StageWork work(String stage) {
    return work(stage, List.of(new StageInput("orders", Need.DATA, 1, orders)), List.of());
  }

  private StageWork work(String name, List<StageInput> inputs, List<InputFile> files) {
    PlannedStage stage =
        new Planner(flow)
            .plan(Map.of(), Map.of(), Map.of(), Map.of()).stages().stream()
                .filter(planned -> planned.name().equals(name))
                .findFirst()
                .orElseThrow();
    StageItem item =
        new StageItem(
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
    return new StageWork(bench, item, flow, "worker", () -> NOW);
  }
}
