package io.sluice.wire.worker;

import io.sluice.engine.run.RunEvent;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.topics.ShareGroupSettings;
import io.sluice.wire.topics.TopicSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  private final WorkDesk desk;
  private final WorkThreads threads;
  private final List<WorkSlot> slots = new ArrayList<>();
  private volatile Set<String> topics;
  private final TailReader tail;

  private Worker(
      KafkaConnection kafka,
      String group,
      Set<String> topics,
      int slots,
      Function<SpecificRecord, Work> begin,
      WorkPace pace) {
    this.kafka = kafka;
    this.topics = Set.copyOf(topics);
    this.desk = new WorkDesk(kafka, begin);
    this.threads = new WorkThreads(slots, group);
    new TopicSetup(kafka.admin()).ensureShareGroups(List.of(group), ShareGroupSettings.standard());
    this.tail = TailReader.fromEndAtLeisure(kafka, kafka.topics().events(), this::follow);
    for (int slot = 0; slot < slots; slot++) {
      this.slots.add(
          new WorkSlot(
              kafka.client(),
              () -> WorkSlot.join(kafka.client(), group),
              group + "-" + slot,
              () -> this.topics,
              desk,
              threads,
              pace));
    }
    this.slots.forEach(WorkSlot::start);
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
    return start(kafka, group, topics, slots, begin, WorkPace.standard());
  }

  static Worker start(
      KafkaConnection kafka,
      String group,
      Set<String> topics,
      int slots,
      Function<SpecificRecord, Work> begin,
      WorkPace pace) {
    return new Worker(kafka, group, topics, slots, begin, pace);
  }

  /** Takes work from these topics from now on. */
  public void subscribe(Set<String> wanted) {
    topics = Set.copyOf(wanted);
    slots.forEach(WorkSlot::wake);
  }

  /** Whether all its slots take work and it learns which of it became useless. */
  public boolean isRunning() {
    return tail.isRunning() && slots.stream().allMatch(WorkSlot::isRunning);
  }

  private void follow(ConsumerRecord<String, byte[]> record) {
    List<Work> concerned =
        desk.active().stream().filter(work -> work.run().key().equals(record.key())).toList();
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
    threads.close();
    tail.close();
  }
}
