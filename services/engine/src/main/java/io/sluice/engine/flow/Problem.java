package io.sluice.engine.flow;

import java.util.Comparator;

/**
 * Something in a flow's files that its author must change.
 *
 * @param path where in the YAML tree, {@code stages.sales.needs[1]}; empty for a whole file
 * @param file the file, relative to the flow's folder, with forward slashes
 * @param line from 1
 * @param column from 1
 * @param message what is wrong and what to write instead
 */
public record Problem(String path, String file, int line, int column, String message)
    implements Comparable<Problem> {

  private static final Comparator<Problem> BY_POSITION =
      Comparator.comparing((Problem problem) -> !problem.file.equals(FlowSource.FLOW_FILE))
          .thenComparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::path)
          .thenComparing(Problem::message);

  /** By position, {@code flow.yaml} before the other files. */
  @Override
  public int compareTo(Problem other) {
    return BY_POSITION.compare(this, other);
  }

  /** {@code flow.yaml:12:5: stages.sales.needs[1]: message}. */
  @Override
  public String toString() {
    String where = path.isEmpty() ? "" : path + ": ";
    return "%s:%d:%d: %s%s".formatted(file, line, column, where, message);
  }
}
