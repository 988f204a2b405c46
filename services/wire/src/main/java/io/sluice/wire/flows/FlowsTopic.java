package io.sluice.wire.flows;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.schemas.FlowPublished;
import io.sluice.schemas.FlowRetired;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every revision of every flow, read from the flows topic in the background. A revision is parsed
 * when it is first asked for. Thread-safe.
 */
public final class FlowsTopic implements FlowCatalog, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FlowsTopic.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final KafkaConnection kafka;
  private final FlowParser parser;
  private final Consumer<Set<String>> pools;
  private final Revisions published = new Revisions();
  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final TailReader reader;

  private FlowsTopic(KafkaConnection kafka, FlowParser parser, Consumer<Set<String>> pools) {
    this.kafka = kafka;
    this.parser = parser;
    this.pools = pools;
    this.reader = TailReader.fromStart(kafka, kafka.topics().flows(), this::read);
  }

  /**
   * Begins to read.
   *
   * @param pools told the pools of each revision that is read
   */
  public static FlowsTopic start(
      KafkaConnection kafka, FlowParser parser, Consumer<Set<String>> pools) {
    return new FlowsTopic(kafka, parser, pools);
  }

  /** Begins to read. */
  public static FlowsTopic start(KafkaConnection kafka, FlowParser parser) {
    return start(kafka, parser, _ -> {});
  }

  /** The key of a revision's record. */
  public static String key(String flow, String revision) {
    return flow + "@" + revision;
  }

  @Override
  public Optional<FlowDefinition> find(String flow, String revision) {
    return published.find(flow, revision).map(this::definition);
  }

  /** {@inheritDoc} Empty until the past is read: the latest so far would be an old one. */
  @Override
  public Optional<FlowDefinition> latest(String flow) {
    if (!reader.isCaughtUp()) {
      return Optional.empty();
    }
    return published.latest(flow).map(this::definition);
  }

  @Override
  public boolean isRead() {
    return reader.isCaughtUp() && reader.isRunning();
  }

  /** {@inheritDoc} False until the past is read: it may have been published again. */
  @Override
  public boolean isRetired(String flow) {
    return reader.isCaughtUp() && published.isRetired(flow);
  }

  /** The names of all flows that are retired. */
  public Set<String> retired() {
    return published.retired();
  }

  /** The names of all flows that were read, without those that are retired. */
  public Set<String> names() {
    return published.flows();
  }

  /**
   * Waits until all flows were read that were there when this began to read; false when not one
   * more was read within the limit.
   */
  public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return reader.awaitCaughtUp(limit);
  }

  /** Whether it learns of new revisions; false while it cannot. */
  public boolean isRunning() {
    return reader.isRunning();
  }

  /** Has a listener called after each revision that is read from now on; it must return at once. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** A revision whose reference files changed is parsed again. */
  private FlowDefinition definition(FlowPublished record) {
    return parsed.compute(
            key(record.getFlow(), record.getRevision()),
            (_, known) -> isUpToDate(known, record) ? known : parsed(record))
        .definition;
  }

  private static boolean isUpToDate(@Nullable Parsed known, FlowPublished record) {
    return known != null && known.record.getReferencesHash().equals(record.getReferencesHash());
  }

  private Parsed parsed(FlowPublished record) {
    return new Parsed(record, parse(record));
  }

  private record Parsed(FlowPublished record, FlowDefinition definition) {}

  private FlowDefinition parse(FlowPublished record) {
    Map<String, String> files = new TreeMap<>(record.getFiles());
    files.putAll(record.getReferences());
    return parser.parse(record.getFlow(), files, record.getReferencesHash());
  }

  /**
   * The flow of a revision, waited for if it was not read yet.
   *
   * @throws IllegalStateException if it does not come in time; a later try may go well
   */
  public Flow require(String flow, String revision) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    synchronized (published) {
      while (published.find(flow, revision).isEmpty()) {
        long leftMs = (end - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          throw new IllegalStateException("not read yet: " + key(flow, revision));
        }
        published.wait(leftMs);
      }
    }
    return find(flow, revision).orElseThrow().flow();
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    try {
      read(kafka.codec().read(record.topic(), record.value()));
      listeners.forEach(Runnable::run);
    } catch (SerializationException e) {
      LOG.atWarn()
          .addKeyValue("offset", record.offset())
          .addKeyValue("cause", e.getMessage())
          .log("A record of the flows topic cannot be read");
    }
  }

  private void read(SpecificRecord record) {
    switch (record) {
      case FlowPublished flow -> {
        pools.accept(Set.copyOf(flow.getPools()));
        synchronized (published) {
          published.add(flow);
          published.notifyAll();
        }
      }
      case FlowRetired flow -> published.retire(flow.getFlow());
      default -> {
        // of a later version
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
