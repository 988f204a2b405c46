package io.sluice.work.flowfiles;

import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.Problem;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.engine.trigger.FlowDefinition;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes definitions of the files that a revision was published with. Thread-safe. */
public final class FlowDefinitions {

  private final SqlInspector inspector;

  public FlowDefinitions(SqlInspector inspector) {
    this.inspector = inspector;
  }

  /**
   * The definition in the files.
   *
   * @param referencesHash hash of the reference files among them; empty without any
   * @throws IllegalArgumentException if the files are no sound flow, or one of another name
   */
  public FlowDefinition parse(String flow, Map<String, String> files, String referencesHash) {
    return switch (FlowReader.read(FlowFiles.source(files), inspector)) {
      case FlowReading.Sound sound when !sound.flow().name().equals(flow) ->
          throw new IllegalArgumentException(
              "the files published as flow \"%s\" name it \"%s\""
                  .formatted(flow, sound.flow().name()));
      case FlowReading.Sound sound ->
          new FlowDefinition(sound.flow(), referencesHash, sound.references().byPeriod());
      case FlowReading.Refused refused ->
          throw new IllegalArgumentException(
              refused.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
    };
  }
}
