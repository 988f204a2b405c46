package io.sluice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AnswerTest {

  private static final Duration AT_ONCE = Duration.ZERO;

  private final Answer<String> answer = new Answer<>();

  @Test
  void shouldNotWaitForEverForServicesThatAreNotUp() {
    assertThatThrownBy(() -> answer.await(AT_ONCE, "It stays on the topic."))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "No run began within 0 s: the services are down, or others come first (./sluice runs)."
                + " It stays on the topic.");
  }

  @Test
  void shouldWaitAsLongAsItTakesOnceThereWasASign() throws Exception {
    // given
    answer.live();

    // when
    CompletableFuture<String> waiting = CompletableFuture.supplyAsync(this::await);
    answer.end("published");

    // then
    assertThat(waiting.get()).isEqualTo("published");
  }

  @Test
  void shouldTellTheRefusal() {
    answer.refuse(Refusal.usage("no such parameter"));

    assertThatThrownBy(() -> answer.await(AT_ONCE, "")).hasMessage("no such parameter");
  }

  private String await() {
    try {
      return answer.await(AT_ONCE, "");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
