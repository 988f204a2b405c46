package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;

/** How results are read. */
class ResultsReaderTest {

  @Test
  void shouldStayInItsGroupWhileOneResultIsCopiedForHours() {
    // when
    Map<String, Object> settings = ResultsReader.settings(Map.of(), "intake");

    // then
    assertThat(settings)
        .containsEntry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1)
        .containsEntry(
            ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) Duration.ofHours(6).toMillis());
  }
}
