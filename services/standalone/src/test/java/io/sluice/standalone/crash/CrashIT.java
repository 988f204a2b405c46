package io.sluice.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.Duties;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.streams.Coordination;
import io.sluice.work.flowfiles.FlowDefinitions;
import io.sluice.work.stage.Workbench;
import io.sluice.work.storage.FolderStorage;
import io.sluice.work.storage.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes are halted between two writes that belong together. */
@Timeout(150)
@SuppressWarnings("try") // services work in the background
class CrashIT {

  @TempDir Path home;
  private Installation installation;
  private Workbench bench;
  private FlowsTopic flows;

  @BeforeEach
  void start() throws IOException, SQLException {
    installation = Installation.start(home, HelloFlow.POOLS);
    bench =
        Workbench.open(
            new FolderStorage(new StoreLayout(home.resolve("store"))),
            home.resolve("scratch"),
            "test");
    flows = FlowsTopic.start(installation.kafka(), new FlowDefinitions(bench.inspector())::parse);
  }

  @AfterEach
  void stop() throws IOException, SQLException {
    flows.close();
    bench.close();
    installation.close();
  }

  @Test
  void shouldAdoptArtefactOfWorkerHaltedBeforeItsEvent() throws Exception {
    // given
    try (Coordination coordination = coordinate()) {
      RunRequest request = HelloFlow.read(bench).ask(installation, bench);
      String run = request.run().key();

      // when
      ChildJvm.runUntilHalted(
          home.resolve("worker.log"),
          HaltingWorker.class,
          List.of(),
          arguments(
              home.resolve("store").toString(),
              home.resolve("scratch-halted").toString(),
              "order_lines",
              String.join(",", HelloFlow.POOLS)));
      List<RunEvent.StageCompleted> before = completions(run, "order_lines");
      try (HelloFlow.Workers _ = work()) {
        RunEvent.Completed end = installation.await(RunEvent.Completed.class, run);

        // then
        assertThat(before).isEmpty();
        assertThat(end.outcome()).isEqualTo(Outcome.PUBLISHED);
      }
      assertThat(completions(run, "order_lines"))
          .singleElement()
          .matches(RunEvent.StageCompleted::reused);
      assertThat(manifests("order_lines")).hasSize(1);
      assertThat(installation.records(installation.kafka().topics().results())).hasSize(1);
    }
  }

  @Test
  void shouldGoOnWhereHaltedCoordinationStopped() throws Exception {
    // given
    RunRequest request = HelloFlow.read(bench).ask(installation, bench);
    String run = request.run().key();
    try (HelloFlow.Workers _ = work()) {

      // when
      halt("ready", Halt.beforeRecordTo(".work.clean"));
      halt("result", Halt.beforeRecordTo(".results"));
      halt("end", Halt.beforeDeletionFrom("-open-changelog", 3));
      List<RunEvent> told = installation.toldEvents();
      try (Coordination coordination = coordinate()) {
        RunRequest again = HelloFlow.read(bench).ask(installation, bench);
        RunEvent.Completed next = installation.await(RunEvent.Completed.class, again.run().key());

        // then
        assertThat(next.outcome()).isEqualTo(Outcome.UNCHANGED);
      }
      assertThat(told).last().isInstanceOf(RunEvent.Completed.class);
    }
    assertThat(installation.told(RunEvent.Completed.class, run))
        .singleElement()
        .matches(end -> end.outcome() == Outcome.PUBLISHED && end.version() == 1);
    assertThat(installation.told(RunEvent.Started.class, run)).hasSize(1);
    for (String stage : List.of("orders", "order_lines", "day")) {
      assertThat(completions(run, stage)).as(stage).hasSize(1);
      assertThat(manifests(stage)).as(stage).hasSize(1);
    }
    assertThat(installation.records(installation.kafka().topics().results())).hasSize(1);
  }

  private void halt(String name, List<String> point) throws InterruptedException {
    ChildJvm.runUntilHalted(
        home.resolve(name + ".log"),
        HaltingCoordination.class,
        point,
        arguments(home.resolve("state").toString()));
  }

  private List<String> arguments(String... own) {
    return Stream.concat(installation.address().stream(), Stream.of(own)).toList();
  }

  private Coordination coordinate() {
    return Coordination.start(
        installation.kafka(),
        HaltingCoordination.SERVICE,
        Duties.ALL,
        flows,
        home.resolve("state"));
  }

  private HelloFlow.Workers work() {
    return HelloFlow.work(installation.kafka(), bench, flows, HelloFlow.POOLS);
  }

  private List<RunEvent.StageCompleted> completions(String run, String stage) {
    return installation.told(RunEvent.StageCompleted.class, run).stream()
        .filter(event -> event.stage().stage().equals(stage))
        .toList();
  }

  private List<Path> manifests(String stage) throws IOException {
    Path folder = home.resolve("store/artefacts/hello").resolve(stage);
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("manifest.json")).toList();
    }
  }
}
