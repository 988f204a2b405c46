package io.sluice.wire.codec;

import io.sluice.wire.registry.AvroDeserializer;
import io.sluice.wire.registry.AvroSerializer;
import io.sluice.wire.registry.SchemaRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Avro records as bytes of the wire format, and back. Thread-safe. */
public final class RecordCodec {

  private final AvroSerializer<SpecificRecord> serializer;
  private final AvroDeserializer<SpecificRecord> deserializer;

  public RecordCodec(SchemaRegistry registry) {
    this.serializer = new AvroSerializer<>(registry);
    this.deserializer = new AvroDeserializer<>(registry);
  }

  /** The bytes of a record for a topic, its schema registered. */
  public byte[] write(String topic, SpecificRecord record) {
    byte[] bytes = serializer.serialize(topic, record);
    if (bytes == null) {
      throw new IllegalStateException("no bytes for a " + record.getSchema().getFullName());
    }
    return bytes;
  }

  /**
   * The record of a topic's bytes.
   *
   * @throws SerializationException if the bytes are none
   */
  public SpecificRecord read(String topic, byte[] bytes) {
    SpecificRecord record = deserializer.deserialize(topic, bytes);
    if (record == null) {
      throw new SerializationException("Record on topic " + topic + " is empty");
    }
    return record;
  }
}
