package io.sluice.standalone.crash;

import io.sluice.engine.run.Duties;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.streams.Backlog;
import io.sluice.wire.streams.CoordinationTopology;
import io.sluice.wire.streams.StreamScale;
import io.sluice.wire.streams.StreamsSettings;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.flowfiles.FlowDefinitions;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** All of the coordination in a process that is halted before it writes a certain record. */
public final class HaltingCoordination {

  static final String SERVICE = "crashing";

  private HaltingCoordination() {}

  /** Brokers, registry, installation, folder of the state. */
  @SuppressWarnings("resource") // the process ends by halting
  public static void main(String[] args) throws Exception {
    KafkaConnection kafka = Installation.connect(args);
    FlowDefinitions definitions = new FlowDefinitions(new DuckDbSqlInspector());
    FlowsTopic flows = FlowsTopic.start(kafka, definitions::parse);
    String application = kafka.topics().group(SERVICE);
    Properties settings =
        StreamsSettings.of(kafka.client(), application, Path.of(args[3]), StreamScale.ONE);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG),
        Halt.class.getName());
    // the next one begins when the group has noticed that this one is gone
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 2_000);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 500);
    Backlog backlog = new Backlog(kafka.admin(), application);
    KafkaStreams streams =
        new KafkaStreams(
            CoordinationTopology.build(kafka.topics(), kafka.codec(), Duties.ALL, flows, backlog),
            settings);
    streams.start();
    Thread.currentThread().join();
  }
}
