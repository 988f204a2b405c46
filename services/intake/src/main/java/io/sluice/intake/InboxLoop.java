package io.sluice.intake;

import io.sluice.intake.Inbox.Listing;
import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks through the inbox when something happened in it, when a file is due, and now and then. */
final class InboxLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InboxLoop.class);
  private static final Duration LEAST_PAUSE = Duration.ofMillis(20);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Inbox inbox;
  private final InboxScan scan;
  private final FileIntake intake;
  private final Duration interval;
  private final InstantSource clock;
  private final InboxWatch watch;
  private final LastingTrouble trouble = new LastingTrouble();
  private final LastingTrouble unread = new LastingTrouble();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** Begins to watch. */
  InboxLoop(Inbox inbox, InboxScan scan, FileIntake intake, Duration interval, InstantSource clock)
      throws IOException {
    this.inbox = inbox;
    this.scan = scan;
    this.intake = intake;
    this.interval = interval;
    this.clock = clock;
    this.watch = new InboxWatch(inbox.root());
    this.thread = Thread.ofPlatform().daemon().name("intake-inbox").start(this::run);
  }

  private void run() {
    try {
      boolean open = true;
      while (open) {
        Duration wait = look();
        open = watch.await(wait) && !closing.await(LEAST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once; the answer is how long nothing has to be looked at unless something happens. */
  private Duration look() throws InterruptedException {
    try {
      Listing listing = inbox.list();
      tellUnread(listing.unread());
      watch.watch(listing.folders());
      intake.take(scan.complete(listing.files(), clock.instant()));
      if (trouble.end()) {
        LOG.atInfo().addKeyValue("inbox", inbox.root()).log("All of the inbox is taken again");
      }
      Instant now = clock.instant();
      return scan.next()
          .map(due -> Duration.between(now, due))
          .filter(wait -> wait.compareTo(interval) < 0)
          .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
          .orElse(interval);
    } catch (IOException e) {
      tell(e, FileWords.of(e));
    } catch (RuntimeException e) {
      tell(e, e.toString());
    }
    // not the watch, which wakes at each event: trouble is given time to pass
    closing.await(interval.toMillis(), TimeUnit.MILLISECONDS);
    return Duration.ZERO;
  }

  private void tellUnread(SortedMap<Path, String> passedOver) {
    if (passedOver.isEmpty()) {
      unread.end();
    } else if (unread.meet(passedOver.keySet(), clock.instant())) {
      LOG.atWarn()
          .addKeyValue("places", passedOver.size())
          .addKeyValue("first", passedOver.firstKey())
          .addKeyValue("cause", passedOver.firstEntry().getValue())
          .log("What cannot be read in the inbox is passed over; let intake read it, or move it");
    }
  }

  private void tell(Exception e, String cause) {
    if (trouble.meet(e.getClass(), clock.instant())) {
      LOG.atWarn()
          .addKeyValue("inbox", inbox.root())
          .addKeyValue("cause", cause)
          .log("Not all of the inbox could be taken; it will be tried again until it can");
    }
    LOG.atDebug().setCause(e).log("The inbox's trouble");
  }

  /** False once nothing is taken any more. */
  boolean isRunning() {
    return thread.isAlive();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    watch.close();
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
