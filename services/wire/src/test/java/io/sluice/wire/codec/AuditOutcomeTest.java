package io.sluice.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.AuditRecorded;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuditOutcomeTest {

  @Test
  void shouldKeepWordsThatTheTopicHolds() {
    assertThat(Arrays.stream(AuditOutcome.values()).map(AuditOutcome::word))
        .containsExactly("accepted", "refused", "recognised", "overtaken", "rejected");
  }

  @Test
  void shouldKnowWhatARecordTells() {
    // given
    AuditRecorded audit =
        new AuditRecorded("id", "somebody", "start", "shop/run", "refused", "", Instant.EPOCH);

    // then
    assertThat(AuditOutcome.REFUSED.isOf(audit)).isTrue();
    assertThat(AuditOutcome.ACCEPTED.isOf(audit)).isFalse();
  }
}
