package io.sluice.wire.streams;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * When a task begins to act. Until it has caught up it folds the past and writes nothing; of which
 * runs results tell meanwhile is kept back until the events are caught up with, since the order
 * between topics means nothing before: what is about a run that the events did not tell of yet
 * would be lost.
 */
final class TakeOver {

  private final CatchUp catchUp;
  private final Ledger ledger;
  private final OpenRuns open;
  private final Optional<Consumer<Folded>> foldOnly;
  private final Set<String> released = new LinkedHashSet<>();
  private boolean caughtUp;
  private boolean done;
  private long read;

  /**
   * @param foldOnly told what was folded when it has caught up, and the task never acts; empty for
   *     one that takes over then
   */
  TakeOver(CatchUp catchUp, Ledger ledger, OpenRuns open, Optional<Consumer<Folded>> foldOnly) {
    this.catchUp = catchUp;
    this.ledger = ledger;
    this.open = open;
    this.foldOnly = foldOnly;
  }

  /** Whether the task acts. */
  boolean isDone() {
    return done;
  }

  /** Whether it never will. */
  boolean foldsOnly() {
    return foldOnly.isPresent();
  }

  /** Notes that a record was folded. */
  void read(RecordMetadata source) {
    read++;
    catchUp.read(source);
  }

  /**
   * Whether what follows from a run's result has to wait. Only the run is kept, since results of
   * all the past may be read before its events.
   */
  boolean keepsResultOf(String run) {
    if (!done && !ledger.hasEnded(run)) {
      released.add(run);
    }
    return !done;
  }

  /** A run has ended: its result tells nothing more. */
  void ended(String run) {
    released.remove(run);
  }

  /**
   * Goes on once the task has caught up; true when it takes over by that, which it does once.
   *
   * @param fold takes in the runs of which results told before their events, once
   */
  boolean begins(Consumer<Set<String>> fold) {
    if (!done && !caughtUp && catchUp.isDone()) {
      caughtUp(fold);
    }
    if (done || !caughtUp || foldsOnly()) {
      return false;
    }
    done = true;
    return true;
  }

  private void caughtUp(Consumer<Set<String>> fold) {
    caughtUp = true;
    fold.accept(Set.copyOf(released));
    released.clear();
    foldOnly.ifPresent(told -> told.accept(new Folded(read, ledger.ends(), open.all().size())));
  }
}
