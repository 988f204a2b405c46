package io.sluice.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a person asks to be run.
 *
 * @param flow the folder that holds {@code flow.yaml}
 * @param input folder of the input files; empty for the flow's own sample
 * @param period {@code 2026-10}; empty to let the sample or the flow's rule give it
 * @param parameters as typed, by name
 * @param labels what the run is found by, besides
 */
public record RunOrder(
    Path flow,
    Optional<Path> input,
    Optional<String> period,
    Map<String, String> parameters,
    Map<String, String> labels) {

  public RunOrder {
    parameters = Map.copyOf(parameters);
    labels = Map.copyOf(labels);
  }

  /** An order without labels. */
  public RunOrder(
      Path flow, Optional<Path> input, Optional<String> period, Map<String, String> parameters) {
    this(flow, input, period, parameters, Map.of());
  }
}
