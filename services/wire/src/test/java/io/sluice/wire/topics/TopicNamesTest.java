package io.sluice.wire.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {

  @Test
  void shouldBeginWithTheInstallationUnlessANameIsGiven() {
    // when
    TopicNames names =
        TopicNames.of(Map.of(TopicNames.INSTALLATION, "acme.dev", "topics.results", "figures"));

    // then
    assertThat(names.events()).isEqualTo("acme.dev.events");
    assertThat(names.work("join")).isEqualTo("acme.dev.work.join");
    assertThat(names.group("runs")).isEqualTo("acme.dev.runs");
    assertThat(names.results()).isEqualTo("figures");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sluice.stage", "sluice.work", "sluice.stage.two"})
  void shouldRefuseInstallationThatIsTakenForPoolsOfAnother(String installation) {
    assertThatThrownBy(() -> TopicNames.of(installation))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(installation)
        .hasMessageContaining("expected a name without .stage and .work");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "two words", "a/b"})
  void shouldRefuseNameThatKafkaDoesNotTake(String installation) {
    assertThatThrownBy(() -> TopicNames.of(installation))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected letters, digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stage", "work", "backstage", "acme.works"})
  void shouldTakeNamesThatOnlyLookLikeThat(String installation) {
    assertThat(TopicNames.of(installation).group("runs")).isEqualTo(installation + ".runs");
  }
}
