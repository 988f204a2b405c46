package io.sluice.engine.flow;

import java.util.List;

/**
 * What a stage or check reads.
 *
 * @param sound false when something was wrong with them, so that what refers to them is not judged
 */
record Needs(List<Need> all, boolean sound) {

  /** None, on purpose. */
  static final Needs NONE = new Needs(List.of(), true);

  /** They should have been there. */
  static final Needs MISSING = new Needs(List.of(), false);

  Needs {
    all = List.copyOf(all);
  }
}
