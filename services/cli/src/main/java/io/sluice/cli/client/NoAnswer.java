package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.wire.AccessTrouble;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowsTopic;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** What to say when an installation does not answer. */
final class NoAnswer {

  private static final Duration FLOWS_LIMIT = Duration.ofSeconds(30);

  private NoAnswer() {}

  /**
   * Waits until all flows are read.
   *
   * @throws Refusal when nothing more of them was read for half a minute
   */
  static void unlessRead(FlowsTopic flows) throws InterruptedException {
    if (!flows.awaitCaughtUp(FLOWS_LIMIT)) {
      throw ofFlows();
    }
  }

  static Refusal ofFlows() {
    return Refusal.failed(
        "The flows were not read within %d s. Try again.".formatted(FLOWS_LIMIT.toSeconds()));
  }

  static Refusal of(ExecutionException e, KafkaConnection kafka) {
    return Refusal.failed(
        AccessTrouble.sentence(e, kafka.client())
            .orElseGet(() -> "The installation does not answer: " + e.getCause()));
  }
}
