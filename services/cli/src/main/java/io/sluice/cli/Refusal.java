package io.sluice.cli;

import java.sql.SQLException;

/** Ends the command with a sentence for the person who typed it. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  private Refusal(int exitStatus, String sentence) {
    super(sentence, null, false, false);
    this.exitStatus = exitStatus;
  }

  /** What was typed, or the flow, cannot be used: exit status 2. */
  public static Refusal usage(String sentence) {
    return new Refusal(ExitStatus.USAGE, sentence);
  }

  /** The machinery cannot do it: exit status 4. */
  public static Refusal failed(String sentence) {
    return new Refusal(ExitStatus.FAILED, sentence);
  }

  /** DuckDB does not start: exit status 4. */
  public static Refusal noDuckDb(SQLException e) {
    return failed("DuckDB does not start (%s); see ./sluice doctor.".formatted(e.getMessage()));
  }

  int exitStatus() {
    return exitStatus;
  }
}
