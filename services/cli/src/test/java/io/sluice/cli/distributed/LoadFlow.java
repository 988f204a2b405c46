package io.sluice.cli.distributed;

import io.sluice.engine.run.RunEvent.StageCompleted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A flow of five stages one after the other; each run is a slice of its own. */
final class LoadFlow {

  /** The pool of its stages. */
  static final String POOL = "load";

  /** The stage that takes longest. */
  static final String SLOW = "s3";

  private LoadFlow() {}

  /**
   * Writes it to a folder.
   *
   * @param rounds how often the slow stage goes through its rows: 0 makes it like the others
   */
  static Path write(Path folder, String name, int rounds) throws IOException {
    Path flow = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        flow.resolve("s1.sql"),
        "SELECT i, i % 7 AS grp, (i * 31 + length($n) + ascii($n)) % 1009 AS v FROM"
            + " generate_series(1, 1000) t(i)");
    StringBuilder yaml =
        new StringBuilder(
            """
            format: 1
            flow: %s
            slice: [n]
            parameters:
              n: { type: varchar, default: "0" }
            stages:
              s1: { sql: s1.sql, pool: load }
            """
                .formatted(name));
    for (int stage = 2; stage <= 5; stage++) {
      yaml.append(
          "  s%1$d: { needs: [s%2$d], sql: s%1$d.sql, pool: load }\n".formatted(stage, stage - 1));
      Files.writeString(flow.resolve("s%d.sql".formatted(stage)), select(stage, rounds));
    }
    yaml.append("checks:\n  - { name: all_rows, on: s5, unique: [i] }\n");
    yaml.append("publish:\n  s5: { csv: s5 }\n");
    Files.writeString(flow.resolve("flow.yaml"), yaml);
    return flow;
  }

  /** False for publications, which are worked in another pool, beside the stages. */
  static boolean isInItsPool(StageCompleted completed) {
    return completed.stage().stage().matches("s[1-5]");
  }

  private static String select(int stage, int rounds) {
    String before = "s" + (stage - 1);
    if (rounds == 0 || !SLOW.equals("s" + stage)) {
      return "SELECT i, grp, v + sum(v) OVER (PARTITION BY grp ORDER BY i) % 97 AS v FROM "
          + before;
    }
    return """
    SELECT i, any_value(grp) AS grp, sum((v * r) %% 97) AS v
    FROM %s, generate_series(1, %d) t(r) GROUP BY i
    """
        .formatted(before, rounds);
  }
}
