package io.sluice.intake;

import io.sluice.wire.ClosedInReverse;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.store.ArtefactStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Takes in what lies in an inbox and what flows publish, until it is closed. */
public final class Intake implements AutoCloseable {

  private final ClosedInReverse parts = new ClosedInReverse();
  private final List<BooleanSupplier> loops = new ArrayList<>();

  private Intake() {}

  /**
   * Reads what arrived until now, then begins to watch.
   *
   * @param store where copies of files are kept
   * @param published what flows publish
   * @param limit how long nothing more of the topics may be read before it gives up
   * @throws TimeoutException when it does
   */
  public static Intake start(
      KafkaConnection kafka,
      FlowsTopic flows,
      ArtefactStore store,
      PublishedFiles published,
      IntakeSettings settings,
      Duration limit,
      InstantSource clock)
      throws IOException, InterruptedException, TimeoutException {
    Intake intake = new Intake();
    boolean started = false;
    try {
      intake.assemble(kafka, flows, store, published, settings, limit, clock);
      started = true;
      return intake;
    } finally {
      if (!started) {
        intake.close();
      }
    }
  }

  private void assemble(
      KafkaConnection kafka,
      FlowsTopic flows,
      ArtefactStore store,
      PublishedFiles published,
      IntakeSettings settings,
      Duration limit,
      InstantSource clock)
      throws IOException, InterruptedException, TimeoutException {
    boolean filesStay = settings.taken() == IntakeSettings.Taken.KEEP;
    ArrivalDesk desk = parts.add(new ArrivalDesk(kafka, filesStay, clock));
    awaitCaughtUp(desk, flows, limit);
    Copier copier = parts.add(new Copier(store));
    Inbox inbox = new Inbox(settings.inbox());
    InboxScan scan = new InboxScan(settings.settle());
    FileIntake files = new FileIntake(settings, inbox, scan, flows, copier, desk, clock);
    InboxLoop loop = parts.add(new InboxLoop(inbox, scan, files, settings.scan(), clock));
    loops.add(loop::isRunning);
    ResultIntake results = new ResultIntake(flows, store, published, desk);
    ResultsReader reader =
        parts.add(new ResultsReader(kafka, results, desk, settings.scan(), clock));
    loops.add(reader::isRunning);
  }

  /** True while both the inbox and the results are followed. */
  public boolean isRunning() {
    return loops.stream().allMatch(BooleanSupplier::getAsBoolean);
  }

  private static void awaitCaughtUp(ArrivalDesk desk, FlowsTopic flows, Duration limit)
      throws InterruptedException, TimeoutException {
    if (!flows.awaitCaughtUp(limit) || !desk.awaitCaughtUp(limit)) {
      throw new TimeoutException(
          "nothing of flows or triggers was read for %d s".formatted(limit.toSeconds()));
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
