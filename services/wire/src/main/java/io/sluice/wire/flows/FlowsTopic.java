package io.sluice.wire.flows;

import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.schemas.FlowPublished;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every revision of every flow, read from the flows topic in the background. A revision is parsed
 * when it is first asked for. Thread-safe.
 */
public final class FlowsTopic implements FlowCatalog, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FlowsTopic.class);

  private final KafkaConnection kafka;
  private final Function<FlowPublished, FlowDefinition> parse;
  private final Map<String, FlowPublished> published = new ConcurrentHashMap<>();
  private final Map<FlowPublished, FlowDefinition> parsed = new ConcurrentHashMap<>();
  private final TailReader reader;

  private FlowsTopic(KafkaConnection kafka, Function<FlowPublished, FlowDefinition> parse) {
    this.kafka = kafka;
    this.parse = parse;
    this.reader = TailReader.fromStart(kafka, kafka.topics().flows(), this::read);
  }

  /**
   * Begins to read.
   *
   * @param parse gives the definition in a record; what it throws makes the revision unknown
   */
  public static FlowsTopic start(
      KafkaConnection kafka, Function<FlowPublished, FlowDefinition> parse) {
    return new FlowsTopic(kafka, parse);
  }

  /** The key of a revision's record. */
  public static String key(String flow, String revision) {
    return flow + "@" + revision;
  }

  @Override
  public Optional<FlowDefinition> find(String flow, String revision) {
    return Optional.ofNullable(published.get(key(flow, revision)))
        .map(record -> parsed.computeIfAbsent(record, parse));
  }

  /** The revision, waited for if it was not read yet; empty when it does not come in time. */
  public Optional<FlowDefinition> await(String flow, String revision, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (published) {
      while (!published.containsKey(key(flow, revision))) {
        long leftMs = (end - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          return Optional.empty();
        }
        published.wait(leftMs);
      }
    }
    return find(flow, revision);
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    try {
      if (kafka.codec().read(record.topic(), record.value()) instanceof FlowPublished flow) {
        synchronized (published) {
          published.put(key(flow.getFlow(), flow.getRevision()), flow);
          published.notifyAll();
        }
      }
    } catch (SerializationException e) {
      LOG.atWarn()
          .addKeyValue("offset", record.offset())
          .addKeyValue("cause", e.getMessage())
          .log("A record of the flows topic cannot be read");
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
