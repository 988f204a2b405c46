package io.sluice.engine.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a flow says of its runs as a whole.
 *
 * @param slice names of the parameters that are part of the data's identity; empty for most flows
 * @param labels what runs are found by, besides; every run of the flow carries them
 * @param maxActive how many runs of a slice may be open at once; empty for no limit
 */
public record RunRules(
    List<String> slice, Map<String, String> labels, Optional<Integer> maxActive) {

  /** The rules of flows that say nothing of their runs. */
  public static final RunRules NONE = new RunRules(List.of(), Map.of(), Optional.empty());

  public RunRules {
    slice = List.copyOf(slice);
    labels = Map.copyOf(labels);
  }
}
