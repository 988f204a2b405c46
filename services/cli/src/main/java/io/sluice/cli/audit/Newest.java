package io.sluice.cli.audit;

import io.sluice.cli.Refusal;
import picocli.CommandLine.Option;

/** How much of a topic to show, from its end; to be mixed into a command. */
final class Newest {

  private static final int MAX_LIMIT = 100_000;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most, the newest. Default: ${DEFAULT-VALUE}.")
  private int limit;

  /**
   * How many at most.
   *
   * @throws Refusal when it is none, or too many
   */
  int limit() {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Refusal.usage("--limit: expected 1 to %d but was %d.".formatted(MAX_LIMIT, limit));
    }
    return limit;
  }
}
