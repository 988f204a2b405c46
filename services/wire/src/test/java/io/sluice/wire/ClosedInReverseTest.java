package io.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedInReverseTest {

  private final List<String> closed = new ArrayList<>();
  private final ClosedInReverse parts = new ClosedInReverse();

  @Test
  void shouldCloseLastOpenedFirstAndEachOnce() {
    // given
    parts.add(() -> closed.add("broker"));
    parts.add(() -> closed.add("topics"));
    parts.add(() -> closed.add("workers"));

    // when
    parts.close();
    parts.close();

    // then
    assertThat(closed).containsExactly("workers", "topics", "broker");
  }

  @Test
  void shouldCloseAllEvenWhenSomeFail() {
    // given
    parts.add(() -> closed.add("broker"));
    parts.add(
        () -> {
          throw new IOException("the disk is gone");
        });
    parts.add(() -> closed.add("topics"));
    parts.add(
        () -> {
          throw new IllegalStateException("stuck");
        });

    // when
    parts.close();

    // then
    assertThat(closed).containsExactly("topics", "broker");
  }
}
