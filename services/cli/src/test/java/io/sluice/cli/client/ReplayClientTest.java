package io.sluice.cli.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.Refusal;
import io.sluice.engine.trigger.FlowCatalog;
import org.junit.jupiter.api.Test;

class ReplayClientTest {

  @Test
  void shouldNotTakeAnotherRevisionForTheCurrentOne() {
    assertThatThrownBy(() -> ReplayClient.current(FlowCatalog.NONE, "taxi"))
        .isInstanceOf(Refusal.class)
        .hasMessage("The flows were not read within 30 s. Try again.");
  }
}
