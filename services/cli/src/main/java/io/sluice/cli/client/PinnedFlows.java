package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.engine.run.RunState;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.work.flowfiles.FlowDefinitions;

/** The revisions that runs are pinned to, as they were published. */
final class PinnedFlows implements AutoCloseable {

  private final FlowsTopic flows;

  PinnedFlows(KafkaConnection kafka, SqlInspector inspector) {
    this.flows = FlowsTopic.start(kafka, new FlowDefinitions(inspector)::parse);
  }

  /**
   * The flow as the run had it.
   *
   * @throws Refusal when its revision is not on the flows topic or cannot be read any more
   */
  Flow of(RunState run) {
    String name = run.run().flow();
    String revision = run.started().revision();
    try {
      return flows.require(name, revision);
    } catch (IllegalStateException e) {
      throw Refusal.failed(
          "Revision %s of %s is not on the flows topic.".formatted(revision, name));
    } catch (IllegalArgumentException e) {
      throw Refusal.failed(
          "This Sluice cannot read revision %s of %s:%n%s"
              .formatted(revision, name, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted while the flow was read.");
    }
  }

  @Override
  public void close() {
    flows.close();
  }
}
