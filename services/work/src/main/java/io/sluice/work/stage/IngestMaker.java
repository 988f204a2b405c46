package io.sluice.work.stage;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Contract.OnBadRow;
import io.sluice.engine.flow.FilePattern;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Need;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.StageItem;
import io.sluice.work.cache.Lease;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SessionHolder;
import io.sluice.work.ingest.Ingest;
import io.sluice.work.ingest.IngestLimits;
import io.sluice.work.ingest.IngestResult;
import io.sluice.work.ingest.IngestTarget;
import io.sluice.work.ingest.SourceFile;
import io.sluice.work.ingest.Violation;
import io.sluice.work.store.Draft;
import io.sluice.work.store.InputLostException;
import io.sluice.work.store.TableFacts;
import io.sluice.work.transform.TableFingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes in an input's files. */
final class IngestMaker implements StageMaker {

  private final Workbench bench;
  private final Lease lease;

  /**
   * @param lease of the attempt, for what it reads
   */
  IngestMaker(Workbench bench, Lease lease) {
    this.bench = bench;
    this.lease = lease;
  }

  @Override
  public Map<Path, TableFacts> make(StageItem item, Flow flow, Draft draft, SessionHolder holder)
      throws IOException, SQLException, InputLostException, InputRefusedException {
    Input input = spelled(input(flow, item.stage().name()), item.subject());
    List<SourceFile> files = new ArrayList<>();
    for (InputFile file : item.files()) {
      files.add(new SourceFile(file.name(), bench.store().input(file, lease)));
    }
    String flowName = item.run().flow();
    Session session =
        holder.hold(bench.sessions().open(flowName, bench.store().foldersOf(flowName), Map.of()));
    List<Path> targets = new ArrayList<>();
    targets.add(draft.file(Need.DATA, "parquet"));
    if (input.contract().onBadRow() == OnBadRow.QUARANTINE) {
      targets.add(draft.file(Need.QUARANTINE, "parquet"));
    }
    IngestTarget target = new IngestTarget(targets.getFirst(), targets.getLast());
    IngestResult result =
        Ingest.run(
            input,
            files,
            session.connection(),
            target,
            IngestLimits.DEFAULT,
            session::isInterrupted);
    if (result instanceof IngestResult.Refused refused) {
      throw new InputRefusedException(
          refused.summary(), refused.first20().stream().map(Violation::sentence).toList());
    }
    Map<Path, TableFacts> tables = new HashMap<>();
    for (Path written : targets) {
      tables.put(written, TableFingerprint.read(session.connection(), List.of(written)));
    }
    return tables;
  }

  /** So that a refusal names the file that is missed, {@code green_2026-10.csv}. */
  private static Input spelled(Input input, RunSubject subject) {
    return input.withFiles(
        input.files().stream()
            .map(glob -> FilePattern.spelled(glob, subject.period(), subject.slice()))
            .toList());
  }

  private static Input input(Flow flow, String name) {
    return flow.inputs().stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the flow has no input " + name));
  }
}
