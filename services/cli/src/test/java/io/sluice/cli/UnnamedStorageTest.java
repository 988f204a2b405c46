package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UnnamedStorageTest {

  private final UnnamedStorage storage = new UnnamedStorage();

  @Test
  void shouldTellWherePublishedFilesAre() {
    assertThat(storage.published().place("bottleneck/2026-10/v1/rapport.html"))
        .isEqualTo("published/bottleneck/2026-10/v1/rapport.html");
  }

  @Test
  void shouldAskForTheStoreWhereFilesAreNeeded() {
    for (ThrowingCallable needing :
        new ThrowingCallable[] {
          () -> storage.artefacts("1"),
          storage::reading,
          storage::delivery,
          () -> storage.shadow("run"),
          () -> storage.open("bottleneck/2026-10/v1/rapport.html")
        }) {
      assertThatExceptionOfType(Refusal.class).isThrownBy(needing).withMessageContaining("--store");
    }
  }
}
