package io.sluice.cli.bench;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.standalone.Standalone;
import io.sluice.work.ingest.SourceFile;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A real flow, from request to published, against {@link BareScript}: the median of some rounds
 * over that of the same number of scripts, taken in turns in this process.
 */
final class WineRatio {

  private static final int ROUNDS = 5;

  private final Standalone standalone;
  private final BenchRuns runs;
  private final BenchFlows flows;

  WineRatio(Standalone standalone, BenchRuns runs, BenchFlows flows) {
    this.standalone = standalone;
    this.runs = runs;
    this.flows = flows;
  }

  double measure(Path flow)
      throws IOException, SQLException, InterruptedException, ExecutionException, TimeoutException {
    double[] ours = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    round(flow, "wine_warm_up");
    for (int round = 0; round < ROUNDS; round++) {
      double[] millis = round(flow, "wine_" + round);
      ours[round] = millis[0];
      bare[round] = millis[1];
    }
    return median(ours) / median(bare);
  }

  private double[] round(Path flow, String name)
      throws IOException, SQLException, InterruptedException, ExecutionException, TimeoutException {
    Path copy = flows.copy(flow, name);
    BenchRuns.Known unfed = runs.publish(copy, Map.of());
    Flow read = unfed.prepared().flow();
    Map<String, List<Path>> found = files(read, unfed.prepared().input());
    BenchRuns.Known known = new BenchRuns.Known(unfed.prepared(), take(found));
    double ours = runs.sequence(known, 1).getFirst().wallMs();
    long bare = new BareScript(read, sources(found)).run(flows.folder().resolve(name + "-bare"));
    return new double[] {ours, bare / 1e6};
  }

  private static Map<String, List<Path>> files(Flow flow, Path folder) throws IOException {
    Map<String, List<Path>> found = new TreeMap<>();
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> files = children.filter(Files::isRegularFile).sorted().toList();
      for (Input input : flow.inputs()) {
        found.put(input.name(), files.stream().filter(file -> matches(input, file)).toList());
      }
    }
    return found;
  }

  private static boolean matches(Input input, Path file) {
    return input.files().stream()
        .anyMatch(
            glob ->
                FileSystems.getDefault()
                    .getPathMatcher("glob:" + glob)
                    .matches(file.getFileName()));
  }

  private Map<String, List<InputFile>> take(Map<String, List<Path>> found) throws IOException {
    Map<String, List<InputFile>> taken = new TreeMap<>();
    for (var input : found.entrySet()) {
      List<InputFile> files = new ArrayList<>();
      for (Path file : input.getValue()) {
        files.add(standalone.workbench().store().take(file, String.valueOf(file.getFileName())));
      }
      taken.put(input.getKey(), files);
    }
    return taken;
  }

  private static Map<String, List<SourceFile>> sources(Map<String, List<Path>> found) {
    Map<String, List<SourceFile>> sources = new TreeMap<>();
    found.forEach(
        (input, files) ->
            sources.put(
                input,
                files.stream()
                    .map(file -> new SourceFile(String.valueOf(file.getFileName()), file))
                    .toList()));
    return sources;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
