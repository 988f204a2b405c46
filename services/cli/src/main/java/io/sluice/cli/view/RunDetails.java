package io.sluice.cli.view;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that the log says of a run.
 *
 * @param slice {@code taxi=green}; empty without one
 * @param origin what started it
 * @param took from its start to its end; empty while it runs
 * @param parameters canonical text of the bound parameters, by name
 * @param inputs its input files, by input
 * @param versions every publication of its flow, slice and period, the first one first
 */
public record RunDetails(
    RunView view,
    String slice,
    Origin origin,
    Instant started,
    Optional<Duration> took,
    SortedMap<String, String> parameters,
    SortedMap<String, List<InputFile>> inputs,
    List<Version> versions) {

  public RunDetails {
    versions = List.copyOf(versions);
  }

  /** A publication and the run that made it. */
  public record Version(long version, Instant at, String run) {}
}
