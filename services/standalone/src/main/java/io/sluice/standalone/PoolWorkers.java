package io.sluice.standalone;

import io.sluice.wire.KafkaConnection;
import io.sluice.wire.worker.Work;
import io.sluice.wire.worker.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * What takes the work of all pools, and the checks. One worker takes all where the broker lets it;
 * else each pool has one, in a share group of its own: Kafka's own assignor leaves a member of a
 * group with many one-partition topics without a pause in its heartbeats.
 */
final class PoolWorkers implements AutoCloseable {

  private static final String SHARED = "workers";
  private static final String CHECKS = "checks";

  private final KafkaConnection kafka;
  private final Function<SpecificRecord, Work> begin;
  private final int slots = Runtime.getRuntime().availableProcessors();
  private final boolean shared;
  private final Map<String, Worker> workers = new HashMap<>();

  /**
   * Begins to take work.
   *
   * @param shared whether one share group may have all topics
   */
  PoolWorkers(
      KafkaConnection kafka,
      boolean shared,
      Set<String> pools,
      Function<SpecificRecord, Work> begin) {
    this.kafka = kafka;
    this.shared = shared;
    this.begin = begin;
    serve(pools);
  }

  /** Takes the work of these pools from now on; those served already are among them. */
  synchronized void serve(Set<String> pools) {
    Map<String, String> topics = topics(pools);
    if (shared) {
      take(SHARED, Set.copyOf(topics.values()));
    } else {
      topics.forEach((queue, topic) -> take("work." + queue, Set.of(topic)));
    }
  }

  private void take(String group, Set<String> topics) {
    Worker known = workers.get(group);
    if (known == null) {
      workers.put(group, Worker.start(kafka, kafka.topics().group(group), topics, slots, begin));
    } else if (shared) {
      known.subscribe(topics);
    }
  }

  /** The work topics by pool. */
  private Map<String, String> topics(Set<String> pools) {
    Map<String, String> topics = new HashMap<>();
    pools.forEach(pool -> topics.put(pool, kafka.topics().work(pool)));
    topics.put(CHECKS, kafka.topics().checks());
    return topics;
  }

  @Override
  public synchronized void close() {
    List.copyOf(workers.values()).forEach(Worker::close);
    workers.clear();
  }
}
