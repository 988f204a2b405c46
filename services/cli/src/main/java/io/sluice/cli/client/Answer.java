package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What comes of an order. Its first sign of life has to come in time; after that it may take as
 * long as it takes. Thread-safe.
 */
final class Answer<T> {

  /** Longer than runs may wait for a revision, after which the request is refused. */
  static final Duration LIMIT = Duration.ofSeconds(90);

  private final CompletableFuture<Boolean> sign = new CompletableFuture<>();
  private final CompletableFuture<T> end = new CompletableFuture<>();

  /** Somebody is at work. */
  void live() {
    sign.complete(true);
  }

  void end(T result) {
    end.complete(result);
  }

  void refuse(Refusal refusal) {
    end.completeExceptionally(refusal);
  }

  /**
   * Waits for the end.
   *
   * @param limit for the first sign of life
   * @param left what becomes of the order when there is none, as a sentence
   * @throws Refusal when there is no sign in time, or the order was refused
   */
  T await(Duration limit, String left) throws InterruptedException {
    try {
      CompletableFuture.anyOf(sign, end).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return end.get();
    } catch (TimeoutException e) {
      throw Refusal.failed(
          "No run began within %d s: the services are down, or others come first (./sluice runs). %s"
              .formatted(limit.toSeconds(), left));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
