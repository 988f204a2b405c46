package io.sluice.cli.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.Sha256;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.testkit.s3.S3Service;
import io.sluice.testkit.tls.SelfSigned;
import io.sluice.testkit.topics.TopicReading;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.ResultCodec;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StorageSettings;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services that are processes of their own and share nothing but a bucket, reached over TLS. */
@Timeout(180)
class BucketIT {

  private static final int RUNS = 3;

  @TempDir Path folder;

  @Test
  void shouldPublishIntoTheBucketWhatOtherProcessesMade() throws Exception {
    // given
    SelfSigned certificate = SelfSigned.make(folder);
    try (S3Service service = S3Service.start(certificate);
        Installed installed = Installed.withoutServices(folder)) {
      Map<String, String> bucket = bucket(service, certificate);
      installed.service("runs", "runs", Map.of());
      installed.service("validation", "validation", bucket);
      installed.service("worker", "stage", withPool(bucket, LoadFlow.POOL));
      installed.service("publisher", "stage", withPool(bucket, "publish"));
      installed.awaitReady();

      try (KafkaConnection kafka = installed.connect();
          Load load = new Load(kafka, LoadFlow.write(folder, "load", 0))) {
        // when
        load.burst(RUNS);

        // then
        List<Published> published = published(kafka);
        assertThat(published.stream().map(Published::id).distinct()).hasSize(RUNS);
        try (Storage storage = storage(service)) {
          for (Published each : published) {
            assertThat(each.files()).hasSize(1);
            assertThat(sha256(storage, each.files().getFirst()))
                .isEqualTo(each.files().getFirst().sha256());
          }
        }
        assertThat(installed.store()).doesNotExist();
      }
    }
  }

  /** A private authority is trusted by Java's own means. */
  private Map<String, String> bucket(S3Service service, SelfSigned certificate) {
    Map<String, String> settings = new HashMap<>(S3Service.credentials());
    settings.put("SLUICE_STORE", service.address("processes"));
    settings.put("SLUICE_S3_ENDPOINT", service.secureEndpoint().toString());
    settings.put("SLUICE_CACHE_BYTES", "0");
    settings.put(
        "JAVA_TOOL_OPTIONS",
        "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
            .formatted(certificate.keys(), SelfSigned.PASSWORD));
    return settings;
  }

  private static Map<String, String> withPool(Map<String, String> settings, String pool) {
    Map<String, String> more = new HashMap<>(settings);
    more.put("SLUICE_POOL", pool);
    return more;
  }

  private static List<Published> published(KafkaConnection kafka) {
    String results = kafka.topics().results();
    return new TopicReading(kafka)
        .all(results).stream()
            .map(record -> kafka.codec().read(results, record.value()))
            .map(record -> (Published) ResultCodec.result(record))
            .toList();
  }

  private Storage storage(S3Service service) {
    return StorageSettings.at(
            service.address("processes"),
            Map.of("s3.endpoint", service.endpoint().toString()),
            Map.of(),
            folder.resolve("cache"))
        .open();
  }

  private static String sha256(Storage storage, DeliveredFile file) throws Exception {
    try (InputStream in = storage.published().open(file.address())) {
      return Sha256.of(in.readAllBytes());
    }
  }
}
