package io.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSettingsTest {

  private static ClientSettings named(String mechanism, String jaas) {
    Map<String, Object> config = new HashMap<>();
    config.put("security.protocol", "SASL_SSL");
    config.put("sasl.mechanism", mechanism);
    config.put("sasl.jaas.config", jaas);
    config.put("schema.registry.url", "http://h:8081");
    return ClientSettings.of("h:9093", config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PLAIN | PlainLoginModule required username=\"somebody\" password=\"secret\"; |"
            + " \"somebody\" (PLAIN)",
        "PLAIN | PlainLoginModule required password=\"secret\" username=somebody; | \"somebody\""
            + " (PLAIN)",
        "OAUTHBEARER | OAuthBearerLoginModule required; | this client (OAUTHBEARER)",
      })
  void shouldNameWhoItIsAndNothingSecret(String mechanism, String jaas, String who) {
    // when
    ClientSettings settings = named(mechanism, jaas);

    // then
    assertThat(settings.who()).isEqualTo(who);
    assertThat(settings.toString()).contains(who).doesNotContain("secret");
  }

  @Test
  void shouldHandClientsWhatTheyKnowAlone() {
    assertThat(named("PLAIN", "any").map())
        .containsOnlyKeys(
            "bootstrap.servers", "security.protocol", "sasl.mechanism", "sasl.jaas.config");
  }

  @Test
  void shouldKnowKafkasOwnKeys() {
    assertThat(ClientSettings.keys())
        .contains(
            "security.protocol",
            "sasl.oauthbearer.token.endpoint.url",
            "ssl.truststore.certificates",
            "ssl.keystore.key")
        .doesNotContain("bootstrap.servers", "client.id", "group.id", "acks");
  }

  @Test
  void shouldSayWhatIsNotAllowedHoweverDeepTheCause() {
    // given
    Throwable failure =
        new ExecutionException(
            new IllegalStateException(
                new TopicAuthorizationException(Set.of("sluice.events", "sluice.audit"))));

    // when, then
    assertThat(AccessTrouble.sentence(failure, named("PLAIN", "x username=somebody;")))
        .hasValue(
            "Kafka at h:9093 does not allow \"somebody\" (PLAIN) what this needs on sluice.audit,"
                + " sluice.events. deploy/acls.csv lists the rights.");
  }

  @Test
  void shouldSayThatThePasswordIsWrong() {
    assertThat(AccessTrouble.sentence(new SaslAuthenticationException("Invalid credentials.")))
        .hasValue(
            "Kafka does not let this client in: Invalid credentials. Correct sasl.jaas.config and"
                + " sasl.mechanism.");
  }

  @Test
  void shouldLeaveOtherFailuresToOthers() {
    assertThat(AccessTrouble.sentence(new IllegalStateException("full"))).isEmpty();
  }
}
