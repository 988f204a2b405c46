package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.distributed.Installed;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.FigureRow;
import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.cli.view.RunView.Status;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every service a process of its own, over a broker and a registry that are another. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DistributedIT {

  private static final Path FLOWS = Path.of("..", "..", "flow-definitions").toAbsolutePath();
  private static final List<String> BOTTLENECK =
      List.of("ingest", "prepare", "join", "revenue", "segments");

  @TempDir private static Path folder;

  private static Installed installed;
  private static boolean good;

  /** What the processes said, when something failed, be it the start. */
  @RegisterExtension
  private static final AfterAllCallback TELLING =
      _ -> {
        if (!good) {
          System.out.println(installed.words());
        }
      };

  @RegisterExtension
  private static final AfterTestExecutionCallback JUDGING =
      context -> good &= context.getExecutionException().isEmpty();

  @BeforeAll
  static void start() {
    installed = Installed.start(folder);
    installed.stage("clean", "default", "total", "publish");
    BOTTLENECK.forEach(installed::stage);
    installed.awaitReady();
    good = true;
  }

  @AfterAll
  static void stop() {
    installed.close();
  }

  @Test
  @Order(1)
  void shouldRunHelloOverProcesses() {
    // when
    RunView end = run("hello", _ -> {});

    // then
    assertThat(end.error()).isEmpty();
    assertThat(end.status()).isEqualTo(Status.PUBLISHED);
    assertThat(end.published()).extracting(PublishedFile::name).containsExactly("takings.csv");
  }

  @Test
  @Order(2)
  void shouldPublishWineReportOnceThoughTheJoinsWorkerIsKilled() {
    // given
    AtomicBoolean killed = new AtomicBoolean();
    Consumer<RunView> killing =
        view -> {
          if (isRunning(view, "sales") && killed.compareAndSet(false, true)) {
            installed.kill("stage join");
            installed.stage("join");
          }
        };

    // when
    RunView end = run("bottleneck", killing);

    // then
    assertThat(killed).isTrue();
    assertPublishedWineReport(end);
    assertThat(end.version()).hasValue(1);
  }

  @Test
  @Order(3)
  void shouldPublishNothingNewOfSameInput() {
    // when
    RunView end = run("bottleneck", _ -> {});

    // then
    assertPublishedWineReport(end);
    assertThat(end.unchanged()).isTrue();
  }

  @Test
  @Order(4)
  void shouldTellHealthAndMetrics() throws Exception {
    // when
    String metrics = installed.get("stage clean", "/prometheus").body();

    // then
    assertThat(metrics)
        .contains("sluice_work_seconds_count")
        .contains("sluice_work_lag{")
        .contains("kafka_producer_record_send_total")
        .contains("kafka_stream_thread_process_total")
        .contains(metricsOfAlerts());
    assertThat(installed.get("runs", "/health/liveness").statusCode()).isEqualTo(200);
    assertThat(installed.get("validation", "/health").statusCode()).isEqualTo(200);
  }

  /** The metrics that the page on operation would have people watch. */
  private static List<String> metricsOfAlerts() {
    String alerts =
        Documents.blocks(Documents.ROOT.resolve("services/docs/operations.md")).stream()
            .filter(block -> block.contains("alert:"))
            .findFirst()
            .orElseThrow();
    return Pattern.compile("\\b(sluice|kafka|jvm|logback)_\\w+")
        .matcher(alerts)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  @Order(5)
  void shouldStopOnRequest() {
    assertThat(installed.stop("stage clean")).isTrue();
    assertThat(installed.stop("validation")).isTrue();
    assertThat(installed.stop("runs")).isTrue();
  }

  private static RunView run(String flow, Consumer<RunView> progress) {
    Target.Remote target =
        new Target.Remote(
            installed.bootstrapServers(),
            URI.create(installed.registryUrl()),
            installed.store().toString());
    RunOrder order =
        new RunOrder(FLOWS.resolve(flow), Optional.empty(), Optional.empty(), Map.of());
    try (RemoteInstallation installation =
        RemoteInstallation.connect(target, folder.resolve("scratch"))) {
      return installation.run(order, progress);
    }
  }

  private static boolean isRunning(RunView view, String stage) {
    return view.stages().stream()
        .anyMatch(row -> row.stage().equals(stage) && row.status().equals("running"));
  }

  private static void assertPublishedWineReport(RunView end) {
    assertThat(end.error()).isEmpty();
    assertThat(end.status()).isEqualTo(Status.PUBLISHED);
    assertThat(figures(end))
        .containsEntry("erp_clean", "825")
        .containsEntry("liaison_clean", "825")
        .containsEntry("web_filtered", "1428")
        .containsEntry("sales", "714")
        .containsEntry("ca_total", "70568.6")
        .containsEntry("premium", "30");
    assertThat(end.published())
        .extracting(PublishedFile::name)
        .containsExactlyInAnyOrder(
            "rapport_ca.xlsx",
            "vins_premium.csv",
            "vins_ordinaires.csv",
            "rapport.html",
            "bottleneck.duckdb");
  }

  private static Map<String, String> figures(RunView end) {
    return end.figures().stream()
        .collect(
            Collectors.toMap(
                FigureRow::name, row -> row.value().map(DistributedIT::plain).orElse("none")));
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
