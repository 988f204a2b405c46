package io.sluice.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final Instant NOON = Instant.parse("2026-11-05T12:00:00Z");

  @Test
  void shouldCountFromTheLastChange() {
    Settling seen = new Settling(sighting(5, NOON), NOON.plusMillis(500));

    assertThat(seen.completeAt(SETTLE)).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void shouldBeginAnewWhenTheFileChanged() {
    // given
    Settling seen = new Settling(sighting(5, NOON), NOON);

    // when
    Settling changed = seen.see(sighting(6, NOON.plusSeconds(1)), NOON.plusMillis(1_200));
    Settling unchanged = changed.see(sighting(6, NOON.plusSeconds(1)), NOON.plusSeconds(2));

    // then
    assertThat(changed.completeAt(SETTLE)).isEqualTo(NOON.plusSeconds(3));
    assertThat(unchanged).isEqualTo(changed);
  }

  @Test
  void shouldTakeAFileAtOnceThatWasFinishedBefore() {
    Settling seen = new Settling(sighting(5, NOON.minusSeconds(60)), NOON);

    assertThat(seen.completeAt(SETTLE)).isBefore(NOON);
  }

  @Test
  void shouldWaitFromTheFirstLookWhenTheFilesClockIsAhead() {
    Settling seen = new Settling(sighting(5, NOON.plusSeconds(3_600)), NOON);

    assertThat(seen.completeAt(SETTLE)).isEqualTo(NOON.plusSeconds(2));
  }

  private static Sighting sighting(long bytes, Instant modified) {
    return new Sighting(bytes, modified, "", modified);
  }
}
