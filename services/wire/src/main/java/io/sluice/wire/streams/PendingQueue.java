package io.sluice.wire.streams;

import io.sluice.engine.trigger.PendingTrigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The triggers of a task that are not runs yet, on the heap: those to look at now, those to look at
 * from an instant on, those in the queue of their lane, and those whose RunStarted or
 * TriggerRefused was written and not read back. Nothing here looks at all of them.
 */
final class PendingQueue {

  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Entry> byRun = new HashMap<>();
  private final Set<Entry> toLookAt = new LinkedHashSet<>();
  private final TreeSet<Entry> timers =
      new TreeSet<>(Comparator.comparing(Entry::due).thenComparing(Entry::row));
  private final Map<String, Set<Entry>> sleepers = new HashMap<>();
  private final Map<String, TreeSet<Entry>> lanes = new HashMap<>();
  private final Set<String> moved = new LinkedHashSet<>();

  /** A trigger that waits. */
  static final class Entry {
    private final String row;
    private PendingTrigger trigger;
    private Instant due = Instant.MIN;
    private Optional<Instant> since = Optional.empty();
    private Optional<String> lane = Optional.empty();
    private Optional<String> run = Optional.empty();
    private boolean cancelledOthers;
    private boolean written;
    private boolean renewed;

    private Entry(String row, PendingTrigger trigger) {
      this.row = row;
      this.trigger = trigger;
    }

    /** The key of its row in the store: its place in the order of the triggers. */
    String row() {
      return row;
    }

    PendingTrigger trigger() {
      return trigger;
    }

    private Instant due() {
      return due;
    }

    /** When it was first looked at. */
    Instant since(Instant now) {
      since = Optional.of(since.orElse(now));
      return since.get();
    }

    /** Nobody could look for what it names: its patience begins anew. */
    void waitsAnew() {
      since = Optional.empty();
    }

    /** Whether its RunStarted was written. */
    boolean isWritten() {
      return written;
    }

    /** Whether the open runs before it were asked to stop already; they are from now on. */
    boolean cancelsOthersOnce() {
      boolean first = !cancelledOthers;
      cancelledOthers = true;
      return first;
    }
  }

  /**
   * Adds a trigger. One whose key waits already is nothing new unless it tells more: then it takes
   * the place of the earlier one, and keeps its row.
   *
   * @return what is to be kept of it; empty when it is nothing new
   */
  Optional<Entry> add(String row, PendingTrigger trigger) {
    Entry known = entries.get(trigger.key());
    if (known != null) {
      return trigger.renews(known.trigger) ? Optional.of(renew(known, trigger)) : Optional.empty();
    }
    Entry entry = new Entry(row, trigger);
    entries.put(trigger.key(), entry);
    trigger.run().ifPresent(run -> index(entry, run.key()));
    toLookAt.add(entry);
    return Optional.of(entry);
  }

  private Entry renew(Entry entry, PendingTrigger trigger) {
    entry.trigger = trigger;
    if (entry.written) {
      entry.renewed = true;
    } else {
      again(entry);
    }
    return entry;
  }

  private void index(Entry entry, String run) {
    entry.run = Optional.of(run);
    byRun.put(run, entry);
  }

  Optional<Entry> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The trigger that is to become a run, if that is known of one. */
  Optional<Entry> findByRun(String run) {
    return Optional.ofNullable(byRun.get(run));
  }

  /** Takes what is to be looked at, in the order of the triggers. */
  List<Entry> takeToLookAt(Instant now) {
    while (!timers.isEmpty() && !timers.first().due.isAfter(now)) {
      again(timers.first());
    }
    List<Entry> taken = new ArrayList<>(toLookAt);
    taken.sort(Comparator.comparing(Entry::row));
    toLookAt.clear();
    return taken;
  }

  /** To be looked at from that instant on. */
  void sleep(Entry entry, Instant due) {
    unplace(entry);
    entry.due = due;
    timers.add(entry);
    entry
        .trigger
        .waitsFor()
        .ifPresent(
            arrivals -> sleepers.computeIfAbsent(arrivals, _ -> new LinkedHashSet<>()).add(entry));
  }

  /** Something arrived of that set: what sleeps until it does is to be looked at. */
  void wake(String arrivals) {
    List.copyOf(sleepers.getOrDefault(arrivals, Set.of())).forEach(this::again);
  }

  /** To be looked at the next time. */
  void again(Entry entry) {
    unplace(entry);
    toLookAt.add(entry);
  }

  /** Queues it in its lane, by the order of the triggers; the lane is to be moved on. */
  void queue(Entry entry, String lane) {
    unplace(entry);
    entry.lane = Optional.of(lane);
    lanes.computeIfAbsent(lane, _ -> new TreeSet<>(Comparator.comparing(Entry::row))).add(entry);
    moved.add(lane);
  }

  /** Notes that a run of the lane is over: any of its queues may go on. */
  void moveOn(String lane) {
    for (String queue : lanes.keySet()) {
      if (queue.startsWith(lane)) {
        moved.add(queue);
      }
    }
  }

  /** Takes the lanes in which something may start. */
  List<String> takeMoved() {
    List<String> taken = List.copyOf(moved);
    moved.clear();
    return taken;
  }

  Optional<Entry> first(String lane) {
    return Optional.ofNullable(lanes.get(lane)).map(TreeSet::first);
  }

  /** What came of it was written under that key: it waits to be read back. */
  void written(Entry entry, String key) {
    unplace(entry);
    entry.written = true;
    index(entry, key);
  }

  /**
   * Takes it out, for something came of it; one that was renewed since then is looked at again.
   *
   * @return whether it is out
   */
  boolean remove(Entry entry) {
    unplace(entry);
    entry.run.ifPresent(byRun::remove);
    entry.run = Optional.empty();
    if (entry.renewed) {
      entry.renewed = false;
      entry.written = false;
      toLookAt.add(entry);
      return false;
    }
    entries.remove(entry.trigger.key());
    return true;
  }

  private void unplace(Entry entry) {
    toLookAt.remove(entry);
    timers.remove(entry);
    entry.trigger.waitsFor().ifPresent(arrivals -> leaveSleep(arrivals, entry));
    entry.lane.ifPresent(
        lane -> {
          TreeSet<Entry> queue = lanes.get(lane);
          if (queue != null && queue.remove(entry) && queue.isEmpty()) {
            lanes.remove(lane);
          }
        });
    entry.lane = Optional.empty();
  }

  private void leaveSleep(String arrivals, Entry entry) {
    Set<Entry> sleeping = sleepers.get(arrivals);
    if (sleeping != null && sleeping.remove(entry) && sleeping.isEmpty()) {
      sleepers.remove(arrivals);
    }
  }
}
