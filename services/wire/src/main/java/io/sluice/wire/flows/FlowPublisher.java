package io.sluice.wire.flows;

import io.sluice.engine.artefact.Sha256;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.plan.Planner;
import io.sluice.schemas.FlowPublished;
import io.sluice.schemas.FlowRetired;
import io.sluice.wire.KafkaConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes revisions of flows to the flows topic. */
public final class FlowPublisher {

  private FlowPublisher() {}

  /** Hash of reference files; empty without any. */
  public static String referencesHash(Map<String, String> references) {
    if (references.isEmpty()) {
      return "";
    }
    Sha256 hash = Sha256.start();
    new TreeMap<>(references).forEach((path, text) -> hash.text(path).text(text));
    return hash.hex();
  }

  /** Sends the revision that was read from a source. */
  public static Future<RecordMetadata> publish(
      KafkaConnection kafka, Flow flow, FlowSource source, Instant now) {
    return publish(
        kafka,
        flow.name(),
        flow.revision(),
        source.revisionFiles(),
        source.references(),
        new Planner(flow).pools(),
        now);
  }

  /** Sends that a flow starts no more runs by itself, until it is published again. */
  public static Future<RecordMetadata> retire(
      KafkaConnection kafka, String flow, String by, Instant now) {
    String topic = kafka.topics().flows();
    byte[] bytes = kafka.codec().write(topic, new FlowRetired(flow, by, now));
    return kafka.producer().send(new ProducerRecord<>(topic, FlowsTopic.key(flow, ""), bytes));
  }

  /**
   * Sends a revision.
   *
   * @param files the files that make the revision: text by path
   * @param references the reference files beside them: text by path
   * @param pools the pools that work its stages
   */
  public static Future<RecordMetadata> publish(
      KafkaConnection kafka,
      String flow,
      String revision,
      Map<String, String> files,
      Map<String, String> references,
      Set<String> pools,
      Instant now) {
    String topic = kafka.topics().flows();
    FlowPublished record =
        new FlowPublished(
            flow, revision, files, references, referencesHash(references), List.copyOf(pools), now);
    byte[] bytes = kafka.codec().write(topic, record);
    return kafka
        .producer()
        .send(new ProducerRecord<>(topic, FlowsTopic.key(flow, revision), bytes));
  }
}
