package io.sluice.wire.worker;

import io.sluice.engine.run.RunEvent;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.deadletter.DeadLetters;
import io.sluice.wire.topics.ShareGroupSettings;
import io.sluice.wire.topics.TopicSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Takes work items of some topics as a member of a share group, several at once. Follows the events
 * of the runs it works for and interrupts work that became useless.
 */
public final class Worker implements AutoCloseable {

  private final KafkaConnection kafka;
  private final Map<Work, Boolean> active = new ConcurrentHashMap<>();
  private final List<WorkSlot> slots = new ArrayList<>();
  private volatile Set<String> topics;
  private final TailReader tail;

  private Worker(
      KafkaConnection kafka,
      String group,
      Set<String> topics,
      int slots,
      Function<SpecificRecord, Work> begin) {
    this.kafka = kafka;
    this.topics = Set.copyOf(topics);
    new TopicSetup(kafka.admin()).ensureShareGroups(List.of(group), ShareGroupSettings.standard());
    this.tail = TailReader.fromEnd(kafka, kafka.topics().events(), this::follow);
    DeadLetters deadLetters = new DeadLetters(kafka.producer(), kafka.topics().deadLetters());
    for (int slot = 0; slot < slots; slot++) {
      WorkSlot made =
          new WorkSlot(
              kafka, group, () -> this.topics, begin, new EventWriter(kafka), deadLetters, active);
      made.start(group + "-" + slot);
      this.slots.add(made);
    }
  }

  /**
   * Begins to take work.
   *
   * @param group the share group
   * @param topics the work topics to take from
   * @param slots how many items are worked at once
   * @param begin makes the work of an item; an IllegalArgumentException puts the item aside
   */
  public static Worker start(
      KafkaConnection kafka,
      String group,
      Set<String> topics,
      int slots,
      Function<SpecificRecord, Work> begin) {
    return new Worker(kafka, group, topics, slots, begin);
  }

  /** Takes work from these topics from now on. */
  public void subscribe(Set<String> wanted) {
    topics = Set.copyOf(wanted);
    slots.forEach(WorkSlot::wake);
  }

  private void follow(ConsumerRecord<String, byte[]> record) {
    List<Work> concerned =
        active.keySet().stream().filter(work -> work.run().key().equals(record.key())).toList();
    if (concerned.isEmpty()) {
      return;
    }
    try {
      RunEvent event = EventReading.event(kafka.codec().read(record.topic(), record.value()));
      concerned.stream().filter(work -> work.endedBy(event)).forEach(Work::interrupt);
    } catch (SerializationException | IllegalArgumentException e) {
      // the topology puts it aside; here it concerns nobody
    }
  }

  /** Finishes what is under way within some seconds, or hands it back. */
  @Override
  public void close() {
    slots.forEach(WorkSlot::stop);
    slots.forEach(WorkSlot::await);
    tail.close();
  }
}
