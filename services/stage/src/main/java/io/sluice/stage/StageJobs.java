package io.sluice.stage;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.StageItem;
import io.sluice.schemas.StageReady;
import io.sluice.wire.codec.WorkCodec;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.worker.AttemptWork;
import io.sluice.wire.worker.Work;
import io.sluice.work.stage.StageWork;
import io.sluice.work.stage.Workbench;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

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
    if (!(record instanceof StageReady ready)) {
      throw AttemptWork.unexpected("StageReady", record);
    }
    StageItem item = WorkCodec.item(ready);
    return new AttemptWork(
        item.run(), item.stage().limits().timeoutMs(), item::endedBy, () -> attempt(item));
  }

  private Attempt attempt(StageItem item) throws InterruptedException {
    Flow flow = flows.require(item.run().flow(), item.revision());
    return new Attempt(new StageWork(bench, item, flow, worker, clock::instant));
  }

  private record Attempt(StageWork work) implements AttemptWork.Attempt {

    @Override
    public void perform(Consumer<RunEvent> tell) {
      tell.accept(work.begun());
      tell.accept(work.perform());
    }

    @Override
    public RunEvent givenUp(String why) {
      return work.givenUp(why);
    }

    @Override
    public void interrupt() {
      work.interrupt();
    }
  }
}
