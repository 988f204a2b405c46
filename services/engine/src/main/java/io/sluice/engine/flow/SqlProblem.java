package io.sluice.engine.flow;

/**
 * Why a stage may not run a SQL text.
 *
 * @param message for the flow's author: what is wrong and what to write instead
 * @param line line in the text, from 1; 0 when unknown
 * @param column column in the line, from 1; 0 when unknown
 * @param kind what a flow may do about it
 */
public record SqlProblem(String message, int line, int column, Kind kind) {

  /** What a flow may do about a problem. */
  public enum Kind {
    /** Never allowed. */
    FORBIDDEN,
    /** Gives different rows for the same input: allowed where a stage says {@code volatile}. */
    NOT_REPEATABLE
  }

  /** A problem that is never allowed. */
  public SqlProblem(String message, int line, int column) {
    this(message, line, column, Kind.FORBIDDEN);
  }
}
