package io.sluice.cli;

import java.util.function.Consumer;

/** Measures an embedded installation. */
public interface Bench {

  /**
   * Measures; takes minutes.
   *
   * @param progress told in a few words what is measured next
   */
  BenchFigures measure(Consumer<String> progress);
}
