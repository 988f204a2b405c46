package io.sluice.cli.history;

import io.sluice.engine.run.RunEvent;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.codec.RecordCodec;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Reads records of the events topic. */
public final class RunEvents {

  private RunEvents() {}

  /** Empty for a record that is no event of a run: the services put it aside. */
  public static Optional<RunEvent> read(RecordCodec codec, ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.of(EventReading.event(codec.read(record.topic(), record.value())));
    } catch (SerializationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
