package io.sluice.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DerivedStateTest {

  @Test
  void shouldLeaveOtherInstallationsAloneWhoseNamesBeginAlike() {
    // given
    List<String> services = List.of("runs", "validation", "standalone", "stage.default");
    List<String> topics =
        Stream.of("sluice.", "sluice.test.", "sluicetest.", "other.")
            .flatMap(prefix -> services.stream().map(prefix::concat))
            .flatMap(service -> Stream.of(service + "-ledger-changelog", service + ".events"))
            .toList();

    // when
    List<String> found = DerivedState.services("sluice.", topics);

    // then
    assertThat(found)
        .containsExactly(
            "sluice.runs", "sluice.stage.default", "sluice.standalone", "sluice.validation");
    assertThat(DerivedState.services("sluice.test.", topics))
        .hasSameSizeAs(services)
        .allMatch(service -> service.startsWith("sluice.test."));
  }
}
