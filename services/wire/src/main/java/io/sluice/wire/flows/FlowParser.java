package io.sluice.wire.flows;

import io.sluice.engine.trigger.FlowDefinition;
import java.util.Map;

/** Makes a flow of its files. */
@FunctionalInterface
public interface FlowParser {

  /**
   * The definition in the files of a revision.
   *
   * @param files text by path, the reference files among them
   * @param referencesHash hash of the reference files; empty without any
   * @throws IllegalArgumentException if the files are no sound flow
   */
  FlowDefinition parse(String flow, Map<String, String> files, String referencesHash);
}
