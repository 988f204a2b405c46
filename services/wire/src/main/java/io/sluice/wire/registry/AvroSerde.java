package io.sluice.wire.registry;

import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serdes;

/** Both ways at once, for Kafka Streams. Thread-safe once configured. */
public final class AvroSerde<T extends IndexedRecord> extends Serdes.WrapperSerde<T> {

  /** To be configured before use, by Kafka. */
  public AvroSerde() {
    super(new AvroSerializer<>(), new AvroDeserializer<>());
  }

  /** Uses {@code registry}, which others may share. */
  public AvroSerde(SchemaRegistry registry) {
    super(new AvroSerializer<>(registry), new AvroDeserializer<>(registry));
  }
}
