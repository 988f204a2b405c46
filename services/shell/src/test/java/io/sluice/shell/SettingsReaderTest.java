package io.sluice.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.sluice.wire.topics.TopicSizes;
import io.sluice.work.s3.S3Settings;
import io.sluice.work.storage.StorageSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

  @Test
  void shouldLetTheEnvironmentWinOverTheFile() {
    // given
    Map<String, Object> variables =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
            "KAFKA_SCHEMA_REGISTRY_URL", "http://registry:8081",
            "KAFKA_BASIC_AUTH_USER_INFO", "reader:secret",
            "SLUICE_POOL", "clean",
            "SLUICE_INSTALLATION", "winery",
            "SLUICE_ROLE", "work");

    // when
    ServiceSettings settings = read(variables);

    // then
    assertThat(settings.bootstrapServers()).isEqualTo("broker:9092");
    assertThat(settings.connection())
        .containsEntry("schema.registry.url", "http://registry:8081")
        .containsEntry("basic.auth.user.info", "reader:secret")
        .containsEntry("installation", "winery");
    assertThat(settings.pools()).containsExactly("clean");
    assertThat(settings.role()).isEqualTo(Role.WORK);
  }

  @Test
  void shouldTakeBucketForStore() {
    // given
    Map<String, Object> variables =
        Map.of(
            "SLUICE_STORE", "s3://vault/winery",
            "SLUICE_S3_ENDPOINT", "http://127.0.0.1:9000",
            "SLUICE_S3_REGION", "eu-west-3",
            "SLUICE_S3_PATH_STYLE", "false",
            "SLUICE_CACHE", "/var/cache/sluice",
            "SLUICE_CACHE_BYTES", "1048576");

    // when
    ServiceSettings settings = read(variables);

    // then
    S3Settings bucket =
        new S3Settings(
            "vault",
            "winery",
            Optional.of(URI.create("http://127.0.0.1:9000")),
            Optional.of("eu-west-3"),
            false);
    assertThat(settings.store())
        .isEqualTo(new StorageSettings.Bucket(bucket, Path.of("/var/cache/sluice"), 1048576));
  }

  @Test
  void shouldSayWhatIsWrongWithTheStore() {
    assertThatThrownBy(() -> read(Map.of("SLUICE_STORE", "gs://vault")))
        .hasStackTraceContaining("Expected a folder or s3://bucket/prefix")
        .hasStackTraceContaining("gs://vault");
    assertThatThrownBy(
            () -> read(Map.of("SLUICE_STORE", "s3://vault", "SLUICE_CACHE_BYTES", "10 GB")))
        .hasStackTraceContaining("cache-bytes: expected a number of bytes but got 10 GB");
  }

  @Test
  void shouldTakeKafkasOwnKeysFromTheEnvironment() {
    // given
    Map<String, Object> variables =
        Map.of(
            "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
            "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
            "KAFKA_SASL_JAAS_CONFIG", "ScramLoginModule required username=\"somebody\";",
            "KAFKA_SSL_TRUSTSTORE_CERTIFICATES", "-----BEGIN CERTIFICATE-----\nMII=\n",
            "KAFKA_SCHEMA_REGISTRY_SSL_TRUSTSTORE_LOCATION", "/etc/trust.p12",
            "KAFKA_HEAP_OPTS", "-Xmx1g");

    // when
    ServiceSettings settings = read(variables);

    // then
    assertThat(settings.connection())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("sasl.jaas.config", "ScramLoginModule required username=\"somebody\";")
        .containsEntry("ssl.truststore.certificates", "-----BEGIN CERTIFICATE-----\nMII=\n")
        .containsEntry("schema.registry.ssl.truststore.location", "/etc/trust.p12")
        .doesNotContainKey("heap.opts");
  }

  @Test
  void shouldReadHowLargeTopicsAre() {
    // when
    ServiceSettings settings =
        read(
            Map.of(
                "SLUICE_PARTITIONS", "8",
                "SLUICE_REPLICATION_FACTOR", "3",
                "SLUICE_MIN_INSYNC_REPLICAS", "2",
                "SLUICE_STREAM_THREADS", "4",
                "SLUICE_STANDBYS", "1"));

    // then
    assertThat(settings.topicSizes())
        .isEqualTo(new TopicSizes(8, Optional.of((short) 3), Optional.of(2)));
    assertThat(settings.streamThreads()).isEqualTo(4);
    assertThat(settings.standbys()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SLUICE_ROLE | worker | sluice.role: expected decide, work or both but got worker",
        "SLUICE_START_LIMIT | soon | sluice.start-limit: expected a time such as 60s but got soon",
        "SLUICE_PARTITIONS | four | sluice.partitions: expected a whole number but got four",
        "SLUICE_SLOTS | 1.5 | sluice.slots: expected a whole number but got 1.5",
        "SLUICE_REPLICATION_FACTOR | 40000 | sluice.replication-factor: expected a whole number of"
            + " at most 32767 but got 40000",
        "SLUICE_STANDBYS | ' ' | sluice.standbys is not set. Set it in application.yml or the"
            + " environment.",
      })
  void shouldSayWhatASettingMayBe(String variable, String value, String message) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .rootCause()
        .isInstanceOf(ServiceStartException.class)
        .hasMessage(message);
  }

  @Test
  void shouldRefuseAKeyOfAFileThatWouldBeWithoutEffect() {
    // given
    PropertySource file =
        PropertySource.of("application-site.yml", Map.of("kafka.ssl.truststore.pasword", "secret"));

    // when, then
    assertThatThrownBy(() -> read(file))
        .rootCause()
        .isInstanceOf(ServiceStartException.class)
        .hasMessage(
            "kafka.ssl.truststore.pasword (application-site.yml) is no setting of Kafka's clients"
                + " or of the registry's. Did you mean kafka.ssl.truststore.password?");
  }

  @Test
  void shouldTellOfAVariableThatIsNoSetting() {
    // given
    Map<String, Object> variables =
        Map.of(
            "SLUICE_SLOT", "4",
            "SLUICE_MAX_FILE_BYTE", "1",
            "SLUICE_WEATHER_FORECAST", "fine",
            "SLUICE_STREAM_THREADS", "2",
            "SLUICE_TOPICS_WORK_CHECKS", "checks",
            "SLUICE_OPTS", "-Xmx1g");

    // when
    List<String> told = unread(variables);

    // then
    assertThat(told)
        .contains(
            "The variable SLUICE_SLOT is no setting of a service, and without effect. Did you mean"
                + " SLUICE_SLOTS?",
            "The variable SLUICE_MAX_FILE_BYTE is no setting of a service, and without effect. Did"
                + " you mean SLUICE_MAX_FILE_BYTES?",
            "The variable SLUICE_WEATHER_FORECAST is no setting of a service, and without effect.")
        .noneMatch(sentence -> sentence.contains("variable SLUICE_STREAM_THREADS"))
        .noneMatch(sentence -> sentence.contains("variable SLUICE_TOPICS_WORK_CHECKS"))
        .noneMatch(sentence -> sentence.contains("variable SLUICE_OPTS"));
  }

  @Test
  void shouldShowNoSecret() {
    // when
    ServiceSettings settings =
        read(
            Map.of(
                "KAFKA_BASIC_AUTH_USER_INFO", "reader:secret",
                "KAFKA_SASL_JAAS_CONFIG", "password=\"secret\";"));

    // then
    assertThat(settings.toString()).doesNotContain("secret");
  }

  private static ServiceSettings read(Map<String, Object> variables) {
    return read(environment(variables));
  }

  private static ServiceSettings read(PropertySource source) {
    try (ApplicationContext context = started(source)) {
      return context.getBean(ServiceSettings.class);
    }
  }

  private static List<String> unread(Map<String, Object> variables) {
    try (ApplicationContext context = started(environment(variables))) {
      SettingsReader reader = new SettingsReader(context.getEnvironment());
      reader.settings();
      return reader.unreadVariables();
    }
  }

  @SuppressWarnings("removal") // the only way to hand in variables by their environment names
  private static PropertySource environment(Map<String, Object> variables) {
    return PropertySource.of("env", variables, PropertyConvention.ENVIRONMENT_VARIABLE);
  }

  private static ApplicationContext started(PropertySource source) {
    return ApplicationContext.builder()
        .propertySources(source)
        .properties(Map.of("sluice.version", "1"))
        .start();
  }
}
