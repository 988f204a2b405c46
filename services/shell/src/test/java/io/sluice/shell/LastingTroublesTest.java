package io.sluice.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LastingTroublesTest {

  private final LastingTroubles troubles = new LastingTroubles();

  @Test
  void shouldTellOnceWhatLasts() {
    assertThat(troubles.meet(Set.of("closed"))).isEmpty();
    assertThat(troubles.meet(Set.of("closed"))).containsExactly("closed");
    assertThat(troubles.meet(Set.of("closed"))).isEmpty();
  }

  @Test
  void shouldKeepToItselfWhatIsOverAtTheNextLook() {
    assertThat(troubles.meet(Set.of("half written"))).isEmpty();
    assertThat(troubles.meet(Set.of())).isEmpty();
    assertThat(troubles.meet(Set.of("half written"))).isEmpty();
  }

  @Test
  void shouldTellAgainWhatCameBack() {
    // given
    troubles.meet(Set.of("closed"));
    troubles.meet(Set.of("closed"));
    troubles.meet(Set.of());

    // when
    troubles.meet(Set.of("closed"));

    // then
    assertThat(troubles.meet(Set.of("closed"))).containsExactly("closed");
  }
}
