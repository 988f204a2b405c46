package io.sluice.work.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.testkit.s3.S3Service;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3BucketTest {

  private static final int PART = 5 << 20;

  private static S3Service service;
  @TempDir Path temp;

  @BeforeAll
  static void startService() throws Exception {
    service = S3Service.start();
  }

  @AfterAll
  static void stopService() throws Exception {
    service.close();
  }

  private static S3Settings settings(String address) {
    return S3Settings.of(address, Map.of("endpoint", service.endpoint().toString()), Map.of());
  }

  @Test
  void shouldPutLargeFileInParts() throws Exception {
    // given
    byte[] bytes = new byte[2 * PART + 17];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(temp.resolve("large"), bytes);
    Path back = temp.resolve("back");

    // when
    try (S3Bucket bucket = S3Bucket.open(settings(service.address("parts")), PART)) {
      bucket.put("large", file, "cafe");

      // then
      assertThat(bucket.fetch("large", back)).contains((long) bytes.length);
      assertThat(bucket.head("large").map(S3Bucket.Head::bytes)).contains((long) bytes.length);
      assertThat(bucket.head("large").map(S3Bucket.Head::sha256)).contains("cafe");
    }
    assertThat(back).hasSameBinaryContentAs(file);
  }

  @Test
  void shouldSayThatThereIsNoBucket() {
    try (S3Bucket bucket = S3Bucket.open(settings("s3://nowhere/x"))) {
      assertThatThrownBy(() -> bucket.list("", _ -> {}))
          .hasMessageContaining("There is no bucket nowhere")
          .hasMessageContaining("create it, or correct the store's address");
    }
  }

  @Test
  void shouldSayThatTheCredentialsAreRefused() throws Exception {
    // given
    try (S3Service _ = S3Service.start()) {
      System.setProperty("aws.secretAccessKey", "wrong");
      try (S3Bucket bucket = S3Bucket.open(settings(service.address("x")))) {

        // when // then
        assertThatThrownBy(() -> bucket.read("key", 1))
            .hasMessageContaining("does not let these credentials read s3://sluice/x/key")
            .hasMessageContaining("check them and the bucket's policy");
      } finally {
        System.setProperty("aws.secretAccessKey", "of-no-worth");
      }
    }
  }

  @Test
  void shouldTakeOptionsBeforeTheEnvironment() {
    // given
    Map<String, String> environment =
        Map.of("AWS_ENDPOINT_URL", "https://elsewhere:9000", "AWS_REGION", "eu-west-3");

    // when
    S3Settings alone = S3Settings.of("s3://data/a/b/", Map.of(), environment);
    S3Settings told =
        S3Settings.of(
            "s3://data",
            Map.of("endpoint", "http://here:1", "region", "mars-1", "path-style", "false"),
            environment);

    // then
    assertThat(alone)
        .isEqualTo(
            new S3Settings(
                "data",
                "a/b",
                Optional.of(URI.create("https://elsewhere:9000")),
                Optional.of("eu-west-3"),
                true));
    assertThat(told)
        .isEqualTo(
            new S3Settings(
                "data",
                "",
                Optional.of(URI.create("http://here:1")),
                Optional.of("mars-1"),
                false));
    assertThat(S3Settings.of("s3://data", Map.of(), Map.of()).pathStyle()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://", "s3://a", "s3://Data/x", "s3://data/../x", "s3://data//x", "x"})
  void shouldRefuseAddressesThatNameNoBucket(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Settings.of(address, Map.of(), Map.of()))
        .withMessageContaining("Expected s3://bucket/prefix");
  }
}
