package io.sluice.wire.topics;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for what brokers answer, for a bounded time. */
final class AdminAnswers {

  static final Duration LIMIT = Duration.ofSeconds(30);

  private AdminAnswers() {}

  static <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (TimeoutException e) {
      throw new TopicSetupException(
          "No answer from the broker in %d s.".formatted(LIMIT.toSeconds()), e);
    }
  }

  static TopicSetupException refused(String what, ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new TopicSetupException("Cannot %s: %s".formatted(what, sentence(cause)), cause);
  }

  static String sentence(Throwable cause) {
    String text = String.valueOf(cause.getMessage()).strip();
    return text.endsWith(".") ? text : text + ".";
  }
}
