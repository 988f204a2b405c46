package io.sluice.engine.flow;

import java.util.List;

/** The sections of a flow that may be left out. */
final class Section {

  private Section() {}

  /** The entries of a section whose keys are names. */
  static Fields of(Fields flow, String key) {
    return flow.get(key)
        .map(value -> value.entries("a mapping of names"))
        .orElseGet(() -> new Fields(empty(), List.of()));
  }

  private static Value empty() {
    return Value.root(new Node.Mapping(List.of(), 1, 1), FlowSource.FLOW_FILE, new Problems());
  }

  /** The items of a section that is a list. */
  static List<Value> list(Fields flow, String key) {
    return flow.get(key).map(value -> value.items("a list of " + key)).orElse(List.of());
  }
}
