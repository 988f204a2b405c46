package io.sluice.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The flows that the bench runs, written to a folder. Each takes a number {@code n} that it puts in
 * its first rows: runs with different numbers share no artefact, so nothing is reused.
 */
record BenchFlows(Path folder) {

  private static final String TRIVIAL_FIRST = "SELECT $n AS n";
  private static final String TRIVIAL_NEXT = "SELECT n FROM s%d";
  private static final String ROWS_FIRST =
      "SELECT i, i %% 7 AS grp, (i * 31 + $n) %% 1009 AS v FROM generate_series(1, 1000) t(i)";
  private static final String ROWS_NEXT =
      "SELECT i, grp, v + sum(v) OVER (PARTITION BY grp ORDER BY i) %% 97 AS v FROM s%d";

  /** Stages that do next to nothing, one after the other. */
  Path trivial(int stages) throws IOException {
    return chain("bench_trivial", stages, TRIVIAL_FIRST, TRIVIAL_NEXT);
  }

  /** Stages that each read and write a thousand rows, one after the other. */
  Path rows(int stages) throws IOException {
    return chain("bench_rows", stages, ROWS_FIRST.formatted(), ROWS_NEXT);
  }

  /** A copy of a flow under another name, so that it shares no artefact with the flow. */
  Path copy(Path flow, String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(flow)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(flow.relativize(file).toString()));
      }
    }
    Path yaml = copy.resolve("flow.yaml");
    String text = Files.readString(yaml).replaceFirst("(?m)^flow: .*$", "flow: " + name);
    Files.writeString(yaml, text);
    return copy;
  }

  private Path chain(String name, int stages, String first, String next) throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append("format: 1\nflow: ").append(name).append('\n');
    yaml.append("sample: { dir: sample }\n");
    yaml.append("parameters:\n  n: { type: bigint, default: 0 }\nstages:\n");
    yaml.append("  s1: { sql: s1.sql }\n");
    Path flow = Files.createDirectories(folder.resolve(name));
    Files.writeString(flow.resolve("s1.sql"), first);
    for (int stage = 2; stage <= stages; stage++) {
      yaml.append("  s%1$d: { needs: [s%2$d], sql: s%1$d.sql }\n".formatted(stage, stage - 1));
      Files.writeString(flow.resolve("s" + stage + ".sql"), next.formatted(stage - 1));
    }
    Files.writeString(flow.resolve("flow.yaml"), yaml);
    return flow;
  }
}
