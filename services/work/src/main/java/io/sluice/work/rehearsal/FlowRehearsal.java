package io.sluice.work.rehearsal;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.Sample;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEnd;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.engine.trigger.RunStarter;
import io.sluice.engine.trigger.Starting;
import io.sluice.work.check.CheckRunner;
import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.duckdb.SessionSettings;
import io.sluice.work.flowfiles.FlowFolder;
import io.sluice.work.flowfiles.InputFiles;
import io.sluice.work.stage.Workbench;
import io.sluice.work.storage.FolderStorage;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StoreLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the sample of a flow from its files to its delivery, in a store that is gone afterwards.
 * Used by one thread.
 */
final class FlowRehearsal implements AutoCloseable {

  private final Workbench bench;
  private final CheckRunner checks;
  private final Turn turn;
  private final InstantSource clock;

  private FlowRehearsal(Workbench bench, Turn turn, InstantSource clock) {
    this.bench = bench;
    this.checks =
        new CheckRunner(
            bench.store(), bench.sessions(), bench.inspector(), CheckRunner.QUERY_TIMEOUT);
    this.turn = turn;
    this.clock = clock;
  }

  /**
   * Sets up a store.
   *
   * @param scratch a folder of this machine
   */
  static FlowRehearsal open(Path scratch, Turn turn, InstantSource clock)
      throws IOException, SQLException {
    DuckDbSessions sessions = new DuckDbSessions(SessionSettings.in(scratch.resolve("rehearsal")));
    Storage storage = new FolderStorage(new StoreLayout(sessions.temporaryFolder()));
    Workbench bench =
        new Workbench(storage.artefacts("rehearsal"), sessions, new DuckDbSqlInspector(), storage);
    return new FlowRehearsal(bench, turn, clock);
  }

  /**
   * How the run ended; empty when the flow cannot be used, has no sample, or the turn was over
   * before the end.
   *
   * @param folder of the flow
   * @throws java.io.UncheckedIOException when the disk fails, too
   */
  Optional<RunEnd> play(Path folder) throws IOException {
    if (!(FlowFolder.load(folder, bench.inspector()) instanceof FlowReading.Sound sound)) {
      return Optional.empty();
    }
    Optional<Sample> sample = sound.flow().sample();
    if (sample.isEmpty()) {
      return Optional.empty();
    }
    FlowDefinition flow = new FlowDefinition(sound.flow(), "", sound.references().byPeriod());
    return start(flow, folder.resolve(sample.get().dir()), sample.get().period())
        .flatMap(
            started -> new RehearsedRun(bench, checks, flow.flow(), started, turn, clock).play());
  }

  private Optional<RunEvent.Started> start(FlowDefinition definition, Path files, String text)
      throws IOException {
    Flow flow = definition.flow();
    RunSubject subject =
        RunSubject.of(
            flow.sliceOf(Map.of()),
            Period.parse(flow.period().every(), text),
            flow.period().timezone());
    Map<String, List<InputFile>> inputs = InputFiles.take(flow, files, subject, bench.store());
    RunRequest request =
        new RunRequest(
            flow.name(),
            flow.revision(),
            "",
            subject,
            Map.of(),
            inputs,
            Origin.request("rehearsal"),
            "rehearsal",
            clock.instant());
    return switch (RunStarter.start(
        request, flow, definition.references(subject), _ -> Optional.empty(), 1, clock.instant())) {
      case Starting.Start(RunEvent.Started started) -> Optional.of(started);
      case Starting.Refuse _ -> Optional.empty();
    };
  }

  @Override
  public void close() throws IOException, SQLException {
    checks.close();
    bench.close();
  }
}
