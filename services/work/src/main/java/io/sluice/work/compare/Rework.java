package io.sluice.work.compare;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.compare.Reworking.Step;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.plan.Operation;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.StageInput;
import io.sluice.work.cache.Lease;
import io.sluice.work.compare.StageFinding.Verdict;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.stage.StageWork;
import io.sluice.work.stage.Workbench;
import io.sluice.work.storage.FolderStorage;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StoreLayout;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.DirectoryArtefactStore;
import io.sluice.work.store.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Works stages of a past run again, in a store of its own, and says whether the same comes of it.
 * The run's store is only read; nothing is published. Used by one thread.
 */
public final class Rework implements AutoCloseable {

  private static final String WORKER = "verify";

  private final ReworkStore store;
  private final Contents contents;
  private final Workbench bench;
  private final InstantSource clock;

  private Rework(
      Originals originals,
      DirectoryArtefactStore made,
      DuckDbSqlInspector inspector,
      InstantSource clock) {
    this.store = new ReworkStore(originals, made);
    this.contents = new Contents(originals, made);
    this.clock = clock;
    this.bench =
        new Workbench(
            store,
            originals.sessions(),
            inspector,
            new FolderStorage(new StoreLayout(originals.temporary())));
  }

  /**
   * Sets up beside a store.
   *
   * @param storage of the run
   * @param scratch a folder of this machine; what is made lies there until this is closed
   * @throws IOException also when there is no such store
   */
  public static Rework open(Storage storage, Path scratch, InstantSource clock)
      throws IOException, SQLException {
    Originals originals = Originals.open(storage, scratch);
    DirectoryArtefactStore made =
        new DirectoryArtefactStore(originals.temporary().resolve("artefacts"), Map.of());
    return new Rework(originals, made, new DuckDbSqlInspector(), clock);
  }

  /** The inspector that the work is done with. */
  public DuckDbSqlInspector inspector() {
    return bench.inspector();
  }

  /**
   * Works one stage again.
   *
   * @param flow the revision that the run was of
   * @throws IOException when the disk fails
   */
  public StageFinding verify(Step.Work step, Flow flow) throws IOException, SQLException {
    Optional<String> lost = lostInput(step);
    if (lost.isPresent()) {
      return notWorked(step, lost.get());
    }
    StageWork work = new StageWork(bench, step.item(), flow, WORKER, clock::instant);
    return switch (work.perform()) {
      case RunEvent.StageCompleted done -> judged(step, flow, done);
      case RunEvent.StageFailed failed -> notWorked(step, failed.message());
      case RunEvent other -> throw new IllegalStateException("work on a stage ended with " + other);
    };
  }

  private Optional<String> lostInput(Step.Work step) throws IOException {
    for (StageInput input : step.item().inputs()) {
      try (Lease lease = new Lease()) {
        store.open(input.artefact(), lease);
      } catch (ArtefactLostException e) {
        return Optional.of(
            "its input %s cannot be had: %s"
                .formatted(input.artefact().stage(), why(input.artefact())));
      }
    }
    return Optional.empty();
  }

  private String why(ArtefactRef artefact) throws IOException {
    return store.kept(artefact) instanceof Kept.Damaged damaged
        ? damaged.why()
        : "its artefact is no longer kept, and nothing equal to it was made again";
  }

  private StageFinding judged(Step.Work step, Flow flow, RunEvent.StageCompleted done)
      throws IOException, SQLException {
    Contents.Judgement judgement = contents.judge(step, flow, done.artefact());
    return new StageFinding(
        step.stage(),
        judgement.verdict(),
        OptionalLong.of(step.then().rows()),
        OptionalLong.of(done.artefact().rows()),
        OptionalLong.of(Math.round(done.millis())),
        judgement.verdict() == Verdict.DIFFERS
            ? judgement.note() + otherVersion(step.item().stage())
            : judgement.note());
  }

  private static String otherVersion(PlannedStage stage) {
    int now = Operation.of(stage.operation()).version();
    return now == stage.operationVersion()
        ? ""
        : "; it was made with version %d of %s, now it is %d"
            .formatted(stage.operationVersion(), stage.operation(), now);
  }

  private static StageFinding notWorked(Step.Work step, String why) {
    return new StageFinding(
        step.stage(),
        Verdict.NOT_WORKED,
        OptionalLong.of(step.then().rows()),
        OptionalLong.empty(),
        OptionalLong.empty(),
        why);
  }

  @Override
  public void close() throws IOException, SQLException {
    bench.close();
  }
}
