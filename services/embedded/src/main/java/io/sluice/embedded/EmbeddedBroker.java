package io.sluice.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller in this JVM, on 127.0.0.1 only. Topics, group offsets and the
 * port outlive a restart in the same directory. One process at a time may use a directory.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final KafkaRaftServer server;
  private final int port;
  private final FolderLock lock;
  private boolean closed;

  private EmbeddedBroker(KafkaRaftServer server, int port, FolderLock lock) {
    this.lock = lock;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker on the data in {@code directory}, which is made when missing, and returns when
   * clients can use it.
   *
   * @throws IllegalStateException if the broker cannot start, most often because another process
   *     uses the directory
   */
  public static EmbeddedBroker start(Path directory) {
    return start(directory, Optional.empty());
  }

  /**
   * Starts a broker that can be reached in a further way too.
   *
   * @throws IllegalStateException if the broker cannot start
   */
  public static EmbeddedBroker start(Path directory, FurtherListener further) {
    return start(directory, Optional.of(further));
  }

  private static EmbeddedBroker start(Path directory, Optional<FurtherListener> further) {
    long begin = System.nanoTime();
    FolderLock lock = FolderLock.take(directory);
    try {
      StablePort remembered = new StablePort(directory.resolve("broker.port"));
      int port = remembered.choose();
      Path data = directory.resolve("log").toAbsolutePath();
      format(data);
      KafkaRaftServer server = startServer(data, port, further);
      remembered.remember(port);
      LOG.atInfo()
          .addKeyValue("port", port)
          .addKeyValue("millis", (System.nanoTime() - begin) / 1_000_000)
          .log("Broker is up");
      return new EmbeddedBroker(server, port, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The address for clients, as {@code bootstrap.servers} wants it. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops the broker after its logs are flushed; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      lock.close();
    }
  }

  private static KafkaRaftServer startServer(
      Path data, int port, Optional<FurtherListener> further) {
    Properties properties = BrokerSettings.properties(data, port, otherThan(port), further);
    KafkaConfig config = KafkaConfig.fromProps(properties, false);
    KafkaRaftServer server;
    try {
      server = new KafkaRaftServer(config, Time.SYSTEM);
    } catch (RuntimeException e) {
      throw cannotStart(data, e);
    }
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw cannotStart(data, e);
    }
  }

  private static int otherThan(int port) {
    int other = StablePort.free();
    return other == port ? StablePort.free() : other;
  }

  private static IllegalStateException cannotStart(Path data, RuntimeException cause) {
    return new IllegalStateException(
        "Broker cannot start in " + data + ": " + cause.getMessage(), cause);
  }

  private static void format(Path data) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare the broker's folder " + data, e);
    } catch (Exception e) {
      throw new IllegalStateException(
          "Cannot prepare the broker's folder " + data + ": " + e.getMessage(), e);
    }
  }
}
