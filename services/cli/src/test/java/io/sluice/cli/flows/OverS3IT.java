package io.sluice.cli.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.client.RunVerifier;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.cli.view.RunView.Status;
import io.sluice.cli.view.VerifiedRun;
import io.sluice.testkit.s3.S3Service;
import io.sluice.work.compare.StageFinding;
import io.sluice.work.compare.StageFinding.Verdict;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.storage.StorageSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The wine flow where nothing but a bucket outlives a stage: caches keep what is in use alone. */
@Timeout(90)
class OverS3IT {

  @TempDir Path home;

  @Test
  void shouldPublishFiguresOfSampleThoughWorkersForgetEverythingBetweenStages() throws Exception {
    try (S3Service service = S3Service.start();
        RunningSluice sluice = RunningSluice.start(home, bucket(service))) {
      // when
      RunView published = sluice.run(RunningSluice.order("bottleneck"));

      // then
      assertThat(published.status()).as(Seen.words(published)).isEqualTo(Status.PUBLISHED);
      BottleneckIT.assertFigures(published);
      assertThat(published.published())
          .hasSize(5)
          .allMatch(file -> file.place().startsWith("s3://sluice/wine/published/bottleneck/"));
      Path premium = download(published, "vins_premium.csv", sluice.storage().published());
      assertThat(BottleneckIT.csv(premium, "Référence")).hasSize(30);
      assertThat(filesBelow("cache")).containsOnly(".lock");
      assertThat(home.resolve("store")).doesNotExist();

      // and what is worked again from the bucket comes to the same
      assertThat(findings(sluice, published))
          .isNotEmpty()
          .noneMatch(finding -> finding.verdict() == Verdict.DIFFERS)
          .noneMatch(finding -> finding.verdict() == Verdict.NOT_WORKED);

      // and a second run finds all there
      RunView again = sluice.run(RunningSluice.order("bottleneck"));
      assertThat(again.status()).as(Seen.words(again)).isEqualTo(Status.PUBLISHED);
      assertThat(again.version()).as("of a run that changed nothing").hasValue(1);
      assertThat(Seen.worked(again)).isEmpty();
    }
  }

  private StorageSettings bucket(S3Service service) {
    return StorageSettings.at(
        service.address("wine"),
        Map.of("s3.endpoint", service.endpoint().toString(), "cache-bytes", "0"),
        Map.of(),
        home.resolve("cache"));
  }

  private Path download(RunView view, String name, PublishedFiles files) throws IOException {
    PublishedFile file =
        view.published().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    Path copy = home.resolve(name);
    try (InputStream in = files.open(file.address())) {
      Files.copy(in, copy);
    }
    return copy;
  }

  private List<StageFinding> findings(RunningSluice sluice, RunView run) {
    VerifiedRun verified =
        new RunVerifier(sluice.kafka(), sluice.storage(), home.resolve("verify"))
            .verify(run.run(), _ -> {});
    return verified.stages();
  }

  private List<String> filesBelow(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve(folder))) {
      return all.filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .toList();
    }
  }
}
