package io.sluice.wire.worker;

import io.sluice.engine.run.RunEvent;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.deadletter.DeadLetter;
import io.sluice.wire.deadletter.DeadLetters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes work of records, knows what is under way, and writes what work tells. Thread-safe. */
final class WorkDesk {

  private final KafkaConnection kafka;
  private final Function<SpecificRecord, Work> begin;
  private final EventWriter events;
  private final DeadLetters deadLetters;
  private final Set<Work> active = ConcurrentHashMap.newKeySet();

  WorkDesk(KafkaConnection kafka, Function<SpecificRecord, Work> begin) {
    this.kafka = kafka;
    this.begin = begin;
    this.events = new EventWriter(kafka);
    this.deadLetters = new DeadLetters(kafka.producer(), kafka.topics().deadLetters());
  }

  Work begin(ConsumerRecord<byte[], byte[]> record) {
    return begin.apply(kafka.codec().read(record.topic(), record.value()));
  }

  void enter(Work work) {
    active.add(work);
  }

  void leave(Work work) {
    active.remove(work);
  }

  Set<Work> active() {
    return active;
  }

  Future<?> tell(RunEvent event) {
    return events.event(event);
  }

  Future<?> putAside(DeadLetter letter) {
    return deadLetters.send(letter).toCompletableFuture();
  }
}
