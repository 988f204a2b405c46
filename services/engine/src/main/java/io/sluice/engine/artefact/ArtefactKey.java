package io.sluice.engine.artefact;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that can change an artefact's content, and nothing else: not pool, limits, retries, run,
 * clock, nor the versions of Sluice and DuckDB.
 *
 * @param kind name of the stage's kind, {@code sql}
 * @param kindVersion the kind's semantic version, raised by hand when the kind makes other rows
 *     from the same parts
 * @param definition hash of the stage's definition, lower-case hex
 * @param parameters canonical text of the bound parameters that the stage uses, by name
 * @param inputs what it reads, by alias
 * @param volatileRun the run's id where the stage is declared volatile, else empty
 */
public record ArtefactKey(
    String kind,
    int kindVersion,
    String definition,
    SortedMap<String, String> parameters,
    SortedMap<String, Upstream> inputs,
    Optional<String> volatileRun) {

  private static final String ENCODING = "sluice-artefact-1";

  public ArtefactKey {
    parameters = byName(parameters);
    inputs = byName(inputs);
  }

  /** In the order of names, whatever order the caller's map has. */
  private static <V> SortedMap<String, V> byName(Map<String, V> parts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** A key of a repeatable stage. */
  public static ArtefactKey repeatable(
      String kind,
      int kindVersion,
      String definition,
      Map<String, String> parameters,
      Map<String, Upstream> inputs) {
    return new ArtefactKey(
        kind,
        kindVersion,
        definition,
        new TreeMap<>(parameters),
        new TreeMap<>(inputs),
        Optional.empty());
  }

  /**
   * What a stage reads under an alias.
   *
   * @param key the upstream artefact's key, or the SHA-256 of an input file
   * @param output the upstream's named output; empty for an input file
   */
  public record Upstream(String key, String output) {}

  /**
   * The key's name: 64 lower-case hex digits, the SHA-256 of the parts in a fixed order, each text
   * preceded by its length, each collection by its size, so that no two sets of parts have the same
   * encoding.
   */
  public String hex() {
    var hash = Sha256.start().text(ENCODING).text(kind).number(kindVersion).text(definition);
    hash.number(parameters.size());
    parameters.forEach((name, value) -> hash.text(name).text(value));
    hash.number(inputs.size());
    inputs.forEach((alias, from) -> hash.text(alias).text(from.key()).text(from.output()));
    hash.number(volatileRun.isPresent() ? 1 : 0);
    volatileRun.ifPresent(hash::text);
    return hash.hex();
  }
}
