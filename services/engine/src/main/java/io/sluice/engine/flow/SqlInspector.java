package io.sluice.engine.flow;

/**
 * Tells what a SQL text does, without running it.
 *
 * <p>Implementations are thread-safe.
 */
public interface SqlInspector {

  /** Every fact at once; a text that cannot be parsed gives one problem and no tables. */
  SqlFacts inspect(String sql);
}
