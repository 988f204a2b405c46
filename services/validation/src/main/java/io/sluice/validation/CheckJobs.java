package io.sluice.validation;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.CheckItem;
import io.sluice.engine.run.RunEvent;
import io.sluice.schemas.CheckReady;
import io.sluice.wire.codec.WorkCodec;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.worker.AttemptWork;
import io.sluice.wire.worker.Work;
import io.sluice.work.check.CheckRunner;
import io.sluice.work.check.CheckWork;
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
    if (!(record instanceof CheckReady ready)) {
      throw AttemptWork.unexpected("CheckReady", record);
    }
    CheckItem item = WorkCodec.item(ready);
    return new AttemptWork(item.run(), LIMIT.toMillis(), item::endedBy, () -> attempt(item));
  }

  private Attempt attempt(CheckItem item) throws InterruptedException {
    Flow flow = flows.require(item.run().flow(), item.revision());
    return new Attempt(runner.begin(item, flow), clock);
  }

  private record Attempt(CheckWork work, InstantSource clock) implements AttemptWork.Attempt {

    @Override
    public void perform(Consumer<RunEvent> tell) {
      tell.accept(work.perform(clock.instant()));
    }

    @Override
    public RunEvent givenUp(String why) {
      return work.givenUp(why, clock.instant());
    }

    @Override
    public void interrupt() {
      work.interrupt();
    }
  }
}
