package io.sluice.cli.history;

import io.sluice.cli.Refusal;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunState;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicScan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Runs as the log tells of them, open ones and ended ones. Each question is one pass over the
 * events topic; only states that were asked for are kept.
 */
public final class PastRuns {

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{6,36}");
  private static final int MAX_CANDIDATES = 5;
  private static final Comparator<RunState> YOUNGEST_FIRST =
      Comparator.comparing((RunState state) -> state.started().at())
          .thenComparing(state -> state.started().ordinal())
          .reversed();

  private final KafkaConnection kafka;

  public PastRuns(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /**
   * The run of an id.
   *
   * @param idOrPrefix the whole id or at least its first 6 characters
   * @throws Refusal when it is no id, or the beginning of several
   */
  public Optional<RunState> find(String idOrPrefix) {
    return find(List.of(idOrPrefix)).getFirst();
  }

  /**
   * The runs of some ids, in their order, by one pass.
   *
   * @throws Refusal when one of them is no id, names no run, or is the beginning of several
   */
  public List<RunState> require(List<String> idsOrPrefixes) {
    List<Optional<RunState>> found = find(idsOrPrefixes);
    List<RunState> runs = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String id = idsOrPrefixes.get(i);
      runs.add(
          found
              .get(i)
              .orElseThrow(
                  () ->
                      Refusal.usage(
                          ("There is no run %s among the events that are kept; ./sluice runs lists"
                                  + " those there are.")
                              .formatted(id))));
    }
    return runs;
  }

  private List<Optional<RunState>> find(List<String> idsOrPrefixes) {
    List<String> prefixes = idsOrPrefixes.stream().map(PastRuns::prefix).toList();
    Fold fold =
        new Fold(id -> prefixes.stream().anyMatch(id::startsWith), _ -> true, Integer.MAX_VALUE);
    TopicScan.read(kafka, kafka.topics().events(), fold::read);
    return prefixes.stream().map(prefix -> one(prefix, fold.states())).toList();
  }

  private static String prefix(String typed) {
    String prefix = typed.strip().toLowerCase(Locale.ROOT);
    if (!ID.matcher(prefix).matches()) {
      throw Refusal.usage(
          "\"%s\" is no run: give its id, or the first 6 characters or more.".formatted(typed));
    }
    return prefix;
  }

  private static Optional<RunState> one(String prefix, List<RunState> states) {
    List<RunState> named =
        states.stream().filter(state -> state.run().run().startsWith(prefix)).toList();
    if (named.size() > 1) {
      throw Refusal.usage(
          "%d runs begin with %s: %s. Give more of the id."
              .formatted(
                  named.size(),
                  prefix,
                  named.stream()
                      .limit(MAX_CANDIDATES)
                      .map(state -> state.run().run())
                      .collect(Collectors.joining(", "))));
    }
    return named.stream().findFirst();
  }

  /**
   * The youngest runs of a kind, the youngest first.
   *
   * @param wanted asked when a run begins; of others nothing is kept
   * @param limit how many states to keep at most
   */
  public List<RunState> of(Predicate<RunEvent.Started> wanted, int limit) {
    Fold fold = new Fold(_ -> true, wanted, limit);
    TopicScan.read(kafka, kafka.topics().events(), fold::read);
    return fold.states();
  }

  /** Folds the events of the runs that are wanted. */
  private final class Fold {

    private final Predicate<String> ids;
    private final Predicate<RunEvent.Started> wanted;
    private final int limit;
    private final Map<String, RunState> states = new LinkedHashMap<>();

    private Fold(Predicate<String> ids, Predicate<RunEvent.Started> wanted, int limit) {
      this.ids = ids;
      this.wanted = wanted;
      this.limit = limit;
    }

    private List<RunState> states() {
      return states.values().stream().sorted(YOUNGEST_FIRST).toList();
    }

    private void read(ConsumerRecord<String, byte[]> record) {
      String key = record.key();
      if (key != null && ids.test(key.substring(key.indexOf('/') + 1))) {
        RunEvents.read(kafka.codec(), record).ifPresent(event -> fold(key, event));
      }
    }

    private void fold(String key, RunEvent event) {
      RunState state = states.get(key);
      if (state != null) {
        states.put(key, RunFold.evolve(state, event).state());
      } else if (event instanceof RunEvent.Started started && wanted.test(started)) {
        states.put(key, RunFold.begin(started));
        dropOldest();
      }
    }

    private void dropOldest() {
      if (states.size() > limit) {
        RunState oldest = states.values().stream().max(YOUNGEST_FIRST).orElseThrow();
        states.remove(oldest.run().key());
      }
    }
  }
}
