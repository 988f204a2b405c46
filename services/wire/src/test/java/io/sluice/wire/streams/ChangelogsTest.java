package io.sluice.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wire.topics.ServiceRights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangelogsTest {

  @TempDir Path state;

  private final Map<String, Uuid> topics = new HashMap<>();

  private Changelogs changelogs() {
    return new Changelogs("runs", () -> topics, state.resolve("ledger"));
  }

  private void make() {
    ServiceRights.changelogs("runs").forEach(name -> topics.put(name, Uuid.randomUuid()));
  }

  @Test
  void shouldKnowTheChangelogsThatTheStateBelongsTo() {
    // given
    make();
    changelogs().note();

    // then
    assertThat(changelogs().areNoted()).isTrue();
  }

  @Test
  void shouldNotTakeThoseThatWereMadeAgainForTheSame() {
    // given
    make();
    changelogs().note();

    // when
    make();

    // then
    assertThat(changelogs().areNoted()).isFalse();
    changelogs().note();
    assertThat(changelogs().areNoted()).isTrue();
  }

  @Test
  void shouldKnowNothingOfAStateThatNothingWasNotedOf() {
    make();

    assertThat(changelogs().areNoted()).isFalse();
  }

  @Test
  void shouldNoteNothingBeforeAllAreThere() {
    // given
    make();
    topics.remove("runs-" + CoordinationTopology.LEDGER + "-changelog");

    // when
    changelogs().note();

    // then
    assertThat(changelogs().areNoted()).isFalse();
    assertThat(state.resolve("ledger")).doesNotExist();
  }

  @Test
  void shouldNotFailWhenNothingCanBeNoted() {
    // given
    Changelogs unreachable =
        new Changelogs(
            "runs",
            () -> {
              throw new IllegalStateException("the broker is away");
            },
            state);

    // when
    unreachable.note();

    // then
    assertThat(state).isEmptyDirectory();
  }
}
