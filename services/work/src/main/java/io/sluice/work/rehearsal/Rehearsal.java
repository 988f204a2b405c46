package io.sluice.work.rehearsal;

import io.sluice.engine.run.RunEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the samples of flows before anybody asks for a run, in one thread that gives way: Java
 * translates what it does often, and DuckDB and the libraries for workbooks are slow the first
 * time. It leaves nothing behind: no event, no artefact, no publication. What goes wrong is told in
 * the log alone. Thread-safe.
 */
public final class Rehearsal implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private final Turn turn = new Turn();
  private final Path scratch;
  private final List<Path> flows;
  private final int rounds;
  private final InstantSource clock;
  private final Thread thread;

  private Rehearsal(Path scratch, List<Path> flows, int rounds, InstantSource clock) {
    this.scratch = scratch;
    this.flows = List.copyOf(flows);
    this.rounds = rounds;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("rehearsal").unstarted(this::play);
  }

  /**
   * Begins in the background.
   *
   * @param scratch a folder of this machine
   * @param flows folders of flows; one without a sample is passed over
   * @param rounds how often each sample is run
   */
  public static Rehearsal start(Path scratch, List<Path> flows, int rounds, InstantSource clock) {
    Rehearsal rehearsal = new Rehearsal(scratch, flows, rounds, clock);
    rehearsal.thread.start();
    return rehearsal;
  }

  /** Ends it when the stage or check under way is done. */
  public void giveWay() {
    turn.end();
  }

  /**
   * Waits until it is over.
   *
   * @return whether it was within the limit
   */
  public boolean await(Duration limit) throws InterruptedException {
    return thread.join(limit);
  }

  private void play() {
    for (int round = 1; round <= rounds; round++) {
      for (Path flow : flows) {
        if (turn.isOver()) {
          return;
        }
        play(flow);
      }
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever it is, nothing depends on a rehearsal
  private void play(Path flow) {
    long start = System.nanoTime();
    try (FlowRehearsal rehearsal = FlowRehearsal.open(scratch, turn, clock)) {
      Optional<RunEnd> end = rehearsal.play(flow);
      LOG.atInfo()
          .addKeyValue("flow", flow.getFileName())
          .addKeyValue("end", end.map(it -> it.outcome().name()).orElse("none"))
          .addKeyValue("millis", (System.nanoTime() - start) / 1_000_000)
          .log("Rehearsed");
    } catch (IOException | SQLException | RuntimeException e) {
      LOG.atInfo().addKeyValue("flow", flow.getFileName()).setCause(e).log("Not rehearsed");
    }
  }

  /** Ends it at once. */
  @Override
  public void close() {
    turn.cut();
    try {
      if (!await(CLOSE_LIMIT)) {
        LOG.atWarn().log("The rehearsal did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
