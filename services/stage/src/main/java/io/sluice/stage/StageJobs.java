package io.sluice.stage;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.StageItem;
import io.sluice.schemas.StageReady;
import io.sluice.wire.codec.WorkCodec;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.worker.Work;
import io.sluice.work.stage.StageWork;
import io.sluice.work.stage.Workbench;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Makes jobs of the work items of stages. Thread-safe. */
public final class StageJobs {

  private final FlowsTopic flows;
  private final Workbench bench;
  private final String worker;
  private final InstantSource clock;

  /**
   * @param worker names this process in events
   */
  public StageJobs(FlowsTopic flows, Workbench bench, String worker, InstantSource clock) {
    this.flows = flows;
    this.bench = bench;
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * The job of a work item.
   *
   * @throws IllegalArgumentException if the record is no stage's work
   */
  public Work begin(SpecificRecord record) {
    if (record instanceof StageReady ready) {
      return new Job(WorkCodec.item(ready));
    }
    throw new IllegalArgumentException(
        "Expected a StageReady but found a " + record.getSchema().getName());
  }

  private final class Job implements Work {

    private final StageItem item;
    private @Nullable StageWork work;
    private boolean interrupted;

    private Job(StageItem item) {
      this.item = item;
    }

    @Override
    public RunRef run() {
      return item.run();
    }

    @Override
    public long timeoutMs() {
      return item.stage().limits().timeoutMs();
    }

    @Override
    public void perform(Consumer<RunEvent> tell) throws InterruptedException {
      Flow flow = flows.require(item.run().flow(), item.revision());
      StageWork begun = new StageWork(bench, item, flow, worker, clock::instant);
      if (hold(begun)) {
        tell.accept(begun.begun());
        tell.accept(begun.perform());
      }
    }

    private synchronized boolean hold(StageWork begun) {
      work = begun;
      return !interrupted;
    }

    @Override
    public synchronized void interrupt() {
      interrupted = true;
      if (work != null) {
        work.interrupt();
      }
    }

    @Override
    public boolean endedBy(RunEvent event) {
      return item.endedBy(event);
    }
  }
}
