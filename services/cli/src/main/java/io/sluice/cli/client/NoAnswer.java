package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.wire.AccessTrouble;
import io.sluice.wire.KafkaConnection;
import java.util.concurrent.ExecutionException;

/** What to say when an installation did not take what it was told. */
final class NoAnswer {

  private NoAnswer() {}

  static Refusal of(ExecutionException e, KafkaConnection kafka) {
    return Refusal.failed(
        AccessTrouble.sentence(e, kafka.client())
            .orElseGet(() -> "The installation does not answer: " + e.getCause()));
  }
}
