package io.sluice.wire.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what {@link AvroSerializer} and Confluent's serializers write. Usable as a {@code
 * value.deserializer} with Confluent's configuration keys. Thread-safe once configured.
 */
public final class AvroDeserializer<T extends IndexedRecord> implements Deserializer<T> {
  static {
    TrustedSchemas.trust();
  }

  /** How long a registry may lag behind the one that gave an id: it may follow, or still load. */
  private static final Duration LAG = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(AvroDeserializer.class);

  private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
  private final Map<Integer, Long> missedSince = new ConcurrentHashMap<>();
  private final Duration lag;
  private @Nullable SchemaRegistry registry;
  private boolean specific = true;

  /** To be configured before use, by Kafka. */
  public AvroDeserializer() {
    this.lag = LAG;
  }

  /** Asks {@code registry}, which others may share, and makes instances of generated classes. */
  public AvroDeserializer(SchemaRegistry registry) {
    this(registry, LAG);
  }

  AvroDeserializer(SchemaRegistry registry, Duration lag) {
    this.registry = registry;
    this.lag = lag;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    RegistryConfig config = RegistryConfig.of(configs);
    specific = config.specificReader();
    if (registry == null) {
      registry = HttpSchemaRegistry.of(configs);
    }
  }

  /**
   * The record in {@code data}; null for null. A schema that the registry does not know is waited
   * for once, for up to ten seconds.
   *
   * @throws SerializationException if the bytes are damaged or of an unknown schema: the same bytes
   *     will fail again
   * @throws RegistryUnavailableException if the registry cannot be reached: try again
   */
  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    int id = WireFormat.schemaId(topic, data);
    DatumReader<T> reader = reader(topic, id);
    try {
      return WireFormat.read(data, reader);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "Record on topic " + topic + " is damaged: it does not fit its schema " + id, e);
    }
  }

  private DatumReader<T> reader(String topic, int id) {
    DatumReader<T> known = readers.get(id);
    if (known != null) {
      return known;
    }
    DatumReader<T> made = newReader(topic, id, schema(topic, id));
    readers.put(id, made);
    return made;
  }

  private Schema schema(String topic, int id) {
    if (registry == null) {
      throw new SerializationException("Avro deserializer used before it was configured");
    }
    while (true) {
      try {
        return registry.byId(id);
      } catch (RegistryRefusedException e) {
        if (!e.isUnknownSchema() || !mayCome(topic, id)) {
          throw new SerializationException(
              "Record on topic %s names schema %d, which the registry does not give"
                  .formatted(topic, id),
              e);
        }
        pause();
      }
    }
  }

  private boolean mayCome(String topic, int id) {
    long now = System.nanoTime();
    Long since = missedSince.putIfAbsent(id, now);
    if (since != null) {
      return now - since < lag.toNanos();
    }
    LOG.atWarn()
        .addKeyValue("topic", topic)
        .addKeyValue("schema", id)
        .addKeyValue("limit", lag)
        .log("The registry does not know a record's schema; it is waited for");
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw new InterruptException("Interrupted while waiting for a schema", e);
    }
  }

  private DatumReader<T> newReader(String topic, int id, Schema writer) {
    if (!specific) {
      return new GenericDatumReader<>(writer);
    }
    try {
      Class<?> type = SpecificData.get().getClass(writer);
      if (type == null || !IndexedRecord.class.isAssignableFrom(type)) {
        throw new SerializationException(
            "Record on topic "
                + topic
                + " is a "
                + writer.getFullName()
                + " (schema "
                + id
                + "), for which this program has no class");
      }
      SpecificData data = SpecificData.getForClass(type);
      return new SpecificDatumReader<>(writer, data.getSchema(type), data);
    } catch (AvroRuntimeException | SecurityException e) {
      throw new SerializationException(
          "Record on topic "
              + topic
              + " has schema "
              + id
              + ", which cannot be read: "
              + e.getMessage(),
          e);
    }
  }
}
