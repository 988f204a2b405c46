package io.sluice.cli.bench;

import io.sluice.cli.Bench;
import io.sluice.cli.BenchFigures;
import io.sluice.cli.Percentiles;
import io.sluice.cli.Refusal;
import io.sluice.cli.bench.BenchRun.Times;
import io.sluice.cli.bench.BenchRuns.Known;
import io.sluice.standalone.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Measures services in this process on a temporary home; runs are asked for by trigger. */
public final class EmbeddedBench implements Bench {

  private static final int WARM_UP = 100;
  private static final int TRIVIAL_STAGES = 10;
  private static final int TRIVIAL_RUNS = 200;
  private static final int STAGES = 5;
  private static final int RUNS = 50;
  private static final int BURST = 500;

  private final Path wine;
  private final String version;

  /**
   * @param wine folder of the flow that is compared with a bare script
   * @param version Sluice's version
   */
  public EmbeddedBench(Path wine, String version) {
    this.wine = wine;
    this.version = version;
  }

  @Override
  public BenchFigures measure(Consumer<String> progress) {
    try {
      Path home = Files.createTempDirectory("sluice-bench-");
      try {
        return measure(home, progress);
      } finally {
        delete(home);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted.");
    } catch (IOException
        | SQLException
        | ExecutionException
        | TimeoutException
        | RuntimeException e) {
      throw Refusal.failed("The bench did not come to its end: " + e.getMessage());
    }
  }

  private BenchFigures measure(Path home, Consumer<String> progress)
      throws IOException, SQLException, InterruptedException, ExecutionException, TimeoutException {
    progress.accept("Starting");
    try (Standalone standalone =
        Standalone.start(home.resolve("home"), Set.of("default", "publish"), version)) {
      double readyMs = ThisProcess.upMs();
      double restMb = ThisProcess.residentMb();
      try (BenchRuns runs = new BenchRuns(standalone)) {
        BenchFlows flows = new BenchFlows(Files.createDirectories(home.resolve("flows")));
        return new Measuring(standalone, runs, flows, progress).figures(readyMs, restMb);
      }
    }
  }

  private final class Measuring {

    private final Standalone standalone;
    private final BenchRuns runs;
    private final BenchFlows flows;
    private final Consumer<String> progress;

    Measuring(Standalone standalone, BenchRuns runs, BenchFlows flows, Consumer<String> progress) {
      this.standalone = standalone;
      this.runs = runs;
      this.flows = flows;
      this.progress = progress;
    }

    BenchFigures figures(double readyMs, double restMb)
        throws IOException,
            SQLException,
            InterruptedException,
            ExecutionException,
            TimeoutException {
      Known trivial = runs.publish(flows.trivial(TRIVIAL_STAGES), Map.of());
      Known rows = runs.publish(flows.rows(STAGES), Map.of());
      progress.accept("Warming up with %d runs".formatted(3 * WARM_UP));
      runs.sequence(trivial, WARM_UP);
      runs.sequence(rows, WARM_UP);
      runs.burst(rows, WARM_UP);
      progress.accept("Kafka alone");
      Percentiles hop = KafkaHop.measure(standalone.kafka().admin(), standalone.bootstrapServers());
      progress.accept("%d runs of %d trivial stages".formatted(TRIVIAL_RUNS, TRIVIAL_STAGES));
      Percentiles added = added(runs.sequence(trivial, TRIVIAL_RUNS));
      progress.accept("%d runs of %d stages".formatted(RUNS, STAGES));
      Percentiles five = wall(runs.sequence(rows, RUNS));
      progress.accept("%d runs at once".formatted(BURST));
      long cpu = ThisProcess.cpuNanos();
      double seconds = runs.burst(rows, BURST) / 1e9;
      double cpuMs = (ThisProcess.cpuNanos() - cpu) / 1e6 / BURST;
      double afterMb = ThisProcess.residentMb();
      progress.accept("The wine flow against a bare script");
      double ratio = new WineRatio(standalone, runs, flows).measure(wine);
      double rate = BURST / seconds;
      return new BenchFigures(
          hop, added, five, rate, rate * STAGES, cpuMs, ratio, readyMs, restMb, afterMb);
    }
  }

  private static Percentiles added(List<Times> runs) {
    return Percentiles.of(
        runs.stream()
            .flatMap(run -> run.addedMs().stream())
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  private static Percentiles wall(List<Times> runs) {
    return Percentiles.of(runs.stream().mapToDouble(Times::wallMs).toArray());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
