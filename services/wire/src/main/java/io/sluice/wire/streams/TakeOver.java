package io.sluice.wire.streams;

import io.sluice.engine.run.RunInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * When a task begins to act. Until it has caught up it folds the past and writes nothing; what
 * other topics than the events tell meanwhile is kept back until the events are caught up with,
 * since the order between topics means nothing before: what is about a run that the events did not
 * tell of yet would be lost.
 */
final class TakeOver {

  private final CatchUp catchUp;
  private final Ledger ledger;
  private final OpenRuns open;
  private final Optional<Consumer<Folded>> foldOnly;
  private final List<Early> early = new ArrayList<>();
  private boolean caughtUp;
  private boolean done;
  private long read;

  /** What came from another topic than the events before the events were caught up with. */
  @SuppressWarnings("ArrayRecordComponent") // the bytes are carried, never compared
  private record Early(RunInput input, byte[] bytes) {}

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

  /** Whether the input has to wait; it is kept as long as it is of use. */
  boolean keeps(RunInput input, byte[] bytes) {
    if (!done && !ledger.hasEnded(input.run().key())) {
      early.add(new Early(input, bytes));
    }
    return !done;
  }

  /**
   * Goes on once the task has caught up; true when it takes over by that, which it does once.
   *
   * @param fold folds what was kept back, in the order in which it came
   */
  boolean begins(BiConsumer<RunInput, byte[]> fold) {
    if (!done && !caughtUp && catchUp.isDone()) {
      caughtUp(fold);
    }
    if (done || !caughtUp || foldsOnly()) {
      return false;
    }
    done = true;
    return true;
  }

  private void caughtUp(BiConsumer<RunInput, byte[]> fold) {
    caughtUp = true;
    early.forEach(waited -> fold.accept(waited.input(), waited.bytes()));
    early.clear();
    foldOnly.ifPresent(told -> told.accept(new Folded(read, ledger.ends(), open.all().size())));
  }
}
