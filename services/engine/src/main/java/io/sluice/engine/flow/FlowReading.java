package io.sluice.engine.flow;

import java.util.List;

/** What came of reading a flow: the flow, or all that is wrong with it. */
public sealed interface FlowReading {

  /** The flow is sound. */
  record Sound(Flow flow, References references) implements FlowReading {}

  /**
   * The flow cannot be used.
   *
   * @param problems at least one, sorted by position
   */
  record Refused(List<Problem> problems) implements FlowReading {
    public Refused {
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a refusal needs a problem");
      }
      problems = problems.stream().sorted().distinct().toList();
    }
  }
}
