package io.sluice.wire.registry;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in Confluent's wire format: a zero byte, the schema's id as four bytes
 * big-endian, the record. Usable as a {@code value.serializer} with Confluent's configuration keys.
 * Thread-safe once configured.
 */
public final class AvroSerializer<T extends IndexedRecord> implements Serializer<T> {
  private final Map<String, Map<Schema, Writer>> writers = new ConcurrentHashMap<>();
  private @Nullable SchemaRegistry registry;
  private SubjectNaming naming = SubjectNaming.TOPIC_RECORD;
  private boolean autoRegister = true;

  /** To be configured before use, by Kafka. */
  public AvroSerializer() {}

  /** Registers with {@code registry}, which others may share. */
  public AvroSerializer(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    RegistryConfig config = RegistryConfig.of(configs);
    naming = config.naming();
    autoRegister = config.autoRegister();
    if (registry == null) {
      registry = HttpSchemaRegistry.of(configs);
    }
  }

  /**
   * The bytes of {@code value}; null stays null.
   *
   * @throws SerializationException if the value does not fit its schema or the registry refuses it
   * @throws RegistryUnavailableException if the registry cannot be reached
   */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    Schema schema = value.getSchema();
    Writer writer = writer(topic, value, schema);
    try {
      return WireFormat.write(writer.id(), value, writer.datum());
    } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
      throw new SerializationException(
          schema.getFullName()
              + " for topic "
              + topic
              + " does not fit its schema: "
              + e.getMessage(),
          e);
    }
  }

  private Writer writer(String topic, T value, Schema schema) {
    Map<Schema, Writer> ofTopic = writers.get(topic);
    if (ofTopic == null) {
      ofTopic = writers.computeIfAbsent(topic, t -> new ConcurrentHashMap<>());
    }
    Writer known = ofTopic.get(schema);
    if (known != null) {
      return known;
    }
    String subject = naming.subject(topic, schema);
    SchemaRegistry configured = configured();
    int id = autoRegister ? configured.register(subject, schema) : configured.idOf(subject, schema);
    SpecificData data = SpecificData.getForClass(value.getClass());
    Writer made = new Writer(id, new SpecificDatumWriter<>(schema, data));
    ofTopic.put(schema, made);
    return made;
  }

  private SchemaRegistry configured() {
    if (registry == null) {
      throw new SerializationException("Avro serializer used before it was configured");
    }
    return registry;
  }

  private record Writer(int id, DatumWriter<Object> datum) {}
}
