package io.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.client.FollowedBackfill;
import io.sluice.cli.client.FollowedRun;
import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackfillJsonTest {

  private static final Backfill BACKFILL =
      new Backfill(
          "ca172fca",
          "taxi",
          List.of(new Backfill.Item(RunSubject.WHOLE, "ab12", Map.of(), List.of())),
          Map.of(),
          2,
          "",
          Instant.EPOCH);

  @Test
  void shouldTellOfCancellation() {
    assertThat(BackfillJson.cancelled(BACKFILL))
        .isEqualTo("{\"backfill\":\"ca172fca\",\"flow\":\"taxi\",\"asked\":\"cancel\"}\n");
  }

  @Test
  void shouldWriteNullForVersionAndPeriodThatAreNone() {
    // given
    FollowedRun refused =
        new FollowedRun(1, 1, BACKFILL.requests().getFirst(), Optional.empty(), "a file is gone");

    // when
    String json = BackfillJson.followed(new FollowedBackfill(BACKFILL, List.of(refused)));

    // then
    assertThat(json)
        .contains("\"slice\":{},\"period\":null", "\"status\":\"refused\",\"version\":null")
        .endsWith("\"reason\":\"a file is gone\"}],\"ends\":{\"refused\":1}}\n");
  }
}
