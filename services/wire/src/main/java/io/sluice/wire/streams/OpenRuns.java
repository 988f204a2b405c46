package io.sluice.wire.streams;

import io.sluice.engine.run.Coordinator.Watched;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunInput;
import io.sluice.engine.run.RunPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The runs that are not over: their folded state on the heap, and the accepted inputs they were
 * folded from in a store with a changelog. An input adds one row; the end of a run removes its
 * rows.
 */
final class OpenRuns {

  private static final String ROW = "%s#%06d";

  private final KeyValueStore<String, byte[]> rows;
  private final Map<String, OpenRun> runs = new LinkedHashMap<>();
  private final Map<String, List<String>> over = new LinkedHashMap<>();
  private final TreeSet<Timer> timers =
      new TreeSet<>(Comparator.comparing(Timer::at).thenComparing(Timer::run));

  OpenRuns(KeyValueStore<String, byte[]> rows) {
    this.rows = rows;
  }

  private static String row(String run, int number) {
    return ROW.formatted(run, number);
  }

  /** A run, and how many rows it has. */
  static final class OpenRun {
    private Watched watched;
    private int rows;
    private @Nullable Timer timer;

    private OpenRun(Watched watched) {
      this.watched = watched;
      this.rows = 1;
    }

    Watched watched() {
      return watched;
    }
  }

  private record Timer(Instant at, String run) {}

  /**
   * Folds the rows again, after a take-over. Runs that are over wait for {@link #sweep}.
   *
   * @param ended whether a run is known to be over: somebody who was no longer to act may have
   *     written rows of it again
   */
  void restore(BiFunction<String, byte[], RunInput> read, Predicate<String> ended) {
    try (KeyValueIterator<String, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        String run = row.key.substring(0, row.key.lastIndexOf('#'));
        restore(run, row.key, read.apply(run, row.value));
      }
    }
    List.copyOf(runs.values()).stream()
        .filter(open -> isOver(open) || ended.test(open.watched.state().run().key()))
        .forEach(this::setAside);
  }

  private void restore(String run, String row, RunInput input) {
    OpenRun open = runs.get(run);
    if (open != null) {
      open.watched = Watched.of(RunFold.evolve(open.watched.state(), input).state());
      open.rows++;
    } else if (input instanceof RunEvent.Started started && !over.containsKey(run)) {
      runs.put(run, new OpenRun(Watched.of(RunFold.begin(started))));
    } else {
      // rows go from the first to the last: a run without its first one was on its way out
      over.computeIfAbsent(run, _ -> new ArrayList<>()).add(row);
    }
  }

  private static boolean isOver(OpenRun open) {
    return open.watched.state().phase() instanceof RunPhase.Ended;
  }

  private void setAside(OpenRun open) {
    String run = open.watched.state().run().key();
    runs.remove(run);
    over.put(run, IntStream.range(0, open.rows).mapToObj(row -> row(run, row)).toList());
  }

  /**
   * Removes what a crash left of runs that are over.
   *
   * @param ended told each of them before its rows go
   */
  void sweep(Consumer<String> ended) {
    over.forEach(
        (run, left) -> {
          ended.accept(run);
          left.forEach(rows::delete);
        });
    over.clear();
  }

  Optional<OpenRun> find(String run) {
    return Optional.ofNullable(runs.get(run));
  }

  Collection<OpenRun> all() {
    return runs.values();
  }

  OpenRun begin(RunEvent.Started started, byte[] row) {
    String key = started.run().key();
    OpenRun open = new OpenRun(Watched.of(RunFold.begin(started)));
    runs.put(key, open);
    rows.put(row(key, 0), row);
    return open;
  }

  /** Keeps an accepted input. */
  void append(OpenRun open, byte[] row) {
    rows.put(row(open.watched.state().run().key(), open.rows), row);
    open.rows++;
  }

  void update(OpenRun open, Watched watched, Optional<Instant> next) {
    open.watched = watched;
    if (open.timer != null) {
      timers.remove(open.timer);
      open.timer = null;
    }
    if (next.isPresent()) {
      open.timer = new Timer(next.get(), watched.state().run().key());
      timers.add(open.timer);
    }
  }

  /**
   * Forgets a run that is over. Its first row goes first and the one that ended it last, so that
   * whatever part of this a crash lets through, {@link #restore} knows that the run is over.
   */
  void end(OpenRun open) {
    String key = open.watched.state().run().key();
    update(open, open.watched, Optional.empty());
    runs.remove(key);
    for (int row = 0; row < open.rows; row++) {
      rows.delete(row(key, row));
    }
  }

  /** The next run whose timer has rung. */
  Optional<OpenRun> due(Instant now) {
    if (timers.isEmpty() || timers.first().at().isAfter(now)) {
      return Optional.empty();
    }
    return find(timers.first().run());
  }
}
