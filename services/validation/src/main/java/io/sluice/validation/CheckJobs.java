package io.sluice.validation;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.CheckItem;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.schemas.CheckReady;
import io.sluice.wire.codec.WorkCodec;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.worker.Work;
import io.sluice.work.check.CheckRunner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Makes jobs of the work items of validation. Thread-safe. */
public final class CheckJobs {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final FlowsTopic flows;
  private final CheckRunner runner;
  private final InstantSource clock;

  public CheckJobs(FlowsTopic flows, CheckRunner runner, InstantSource clock) {
    this.flows = flows;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * The job of a work item.
   *
   * @throws IllegalArgumentException if the record is no check's work
   */
  public Work begin(SpecificRecord record) {
    if (record instanceof CheckReady ready) {
      return new Job(WorkCodec.item(ready));
    }
    throw new IllegalArgumentException(
        "Expected a CheckReady but found a " + record.getSchema().getName());
  }

  private final class Job implements Work {

    private final CheckItem item;

    private Job(CheckItem item) {
      this.item = item;
    }

    @Override
    public RunRef run() {
      return item.run();
    }

    @Override
    public long timeoutMs() {
      return LIMIT.toMillis();
    }

    @Override
    public void perform(Consumer<RunEvent> tell) throws InterruptedException {
      Flow flow = flows.require(item.run().flow(), item.revision());
      tell.accept(runner.run(item, flow, clock.instant()));
    }

    /** The runner ends a query by itself at its limit, which is short. */
    @Override
    public void interrupt() {}

    @Override
    public boolean endedBy(RunEvent event) {
      return item.endedBy(event);
    }
  }
}
