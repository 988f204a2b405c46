package io.sluice.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {".taken", ".erp.xlsx.swp", "erp.xlsx.done", "erp.xlsx.part", "ERP.TMP"})
  void shouldIgnoreFilesThatAreNotThereToBeTaken(String name) {
    assertThat(InboxNames.isIgnored(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"erp 2026.xlsx, true", "été.csv, true", "'a\nb', false", "' ', false"})
  void shouldTellSaneNames(String name, boolean sane) {
    assertThat(InboxNames.isIgnored(name)).isFalse();
    assertThat(InboxNames.isSane(name)).isEqualTo(sane);
    assertThat(InboxNames.isSane("x".repeat(201))).isFalse();
  }
}
