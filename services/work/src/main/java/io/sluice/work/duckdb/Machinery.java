package io.sluice.work.duckdb;

import java.sql.SQLException;
import java.util.List;

/** Tells failures of the machine, after which a later try may go well, from those of the work. */
public final class Machinery {

  private static final String BROKEN = "FATAL Error";

  /** What DuckDB's messages begin with when disk or process fail. */
  private static final List<String> FAILURES = List.of("IO Error", BROKEN, "Connection Error");

  private static final String MEMORY = "Out of Memory Error";

  private Machinery() {}

  /** Whether it was the machine's failure, whatever the work was. */
  public static boolean failed(SQLException e) {
    return FAILURES.stream().anyMatch(message(e)::startsWith);
  }

  /** Whether memory was used up, with the disk space for what it cannot hold. */
  public static boolean wasFull(SQLException e) {
    return message(e).startsWith(MEMORY);
  }

  /**
   * Whether the instance answers no query any more. It says so from the first query on that comes
   * after the one that broke it.
   */
  static boolean isBroken(SQLException e) {
    return message(e).startsWith(BROKEN);
  }

  private static String message(SQLException e) {
    return String.valueOf(e.getMessage());
  }
}
