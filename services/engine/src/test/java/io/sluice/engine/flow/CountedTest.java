package io.sluice.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {

  @Test
  void shouldSayOneOfOne() {
    assertThat(Counted.of(0, "copy", "copies")).isEqualTo("0 copies");
    assertThat(Counted.of(1, "copy", "copies")).isEqualTo("1 copy");
    assertThat(Counted.of(2, "copy", "copies")).isEqualTo("2 copies");
  }
}
