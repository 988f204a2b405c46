package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.engine.flow.Suggestion;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowPublisher;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.work.flowfiles.FlowDefinitions;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Retires flows of an installation. */
public final class RetireClient {

  private final KafkaConnection kafka;
  private final SqlInspector inspector;

  public RetireClient(KafkaConnection kafka, SqlInspector inspector) {
    this.kafka = kafka;
    this.inspector = inspector;
  }

  /**
   * Has a flow start no more runs by itself, until it is published again.
   *
   * @throws Refusal when the installation has no such flow, it is retired already, or Kafka does
   *     not take it
   */
  public void retire(String flow, Instant now) {
    try (FlowsTopic flows = FlowsTopic.start(kafka, new FlowDefinitions(inspector)::parse)) {
      NoAnswer.unlessRead(flows);
      if (flows.isRetired(flow)) {
        throw Refusal.usage("Flow %s is retired already.".formatted(flow));
      }
      if (!flows.names().contains(flow)) {
        throw unknown(flow, flows.names());
      }
      FlowPublisher.retire(kafka, flow, Person.name(), now).get();
    } catch (ExecutionException e) {
      throw NoAnswer.of(e, kafka);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted; the flow may or may not be retired. Try again.");
    }
  }

  private static Refusal unknown(String flow, Set<String> names) {
    String start = "This installation has no flow %s.".formatted(flow);
    return Refusal.usage(
        Suggestion.nearest(flow, names)
            .map(name -> "%s Did you mean %s?".formatted(start, name))
            .orElse(start));
  }
}
