package io.sluice.cli.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.Refusal;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayClientTest {

  /** Flows that are still being read. */
  private static final FlowCatalog UNREAD =
      new FlowCatalog() {
        @Override
        public Optional<FlowDefinition> find(String flow, String revision) {
          return Optional.empty();
        }

        @Override
        public Optional<FlowDefinition> latest(String flow) {
          return Optional.empty();
        }

        @Override
        public boolean isRetired(String flow) {
          return false;
        }
      };

  @Test
  void shouldNotTakeAnotherRevisionForTheCurrentOne() {
    assertThatThrownBy(() -> ReplayClient.current(UNREAD, "taxi"))
        .isInstanceOf(Refusal.class)
        .hasMessage("The flows were not read within 30 s. Try again.");
  }
}
