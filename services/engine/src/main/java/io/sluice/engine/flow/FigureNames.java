package io.sluice.engine.flow;

import java.util.List;

/** Reads {@code all} or a list of figures. */
final class FigureNames {

  private FigureNames() {}

  /** The names of the figures meant; {@code all} gives every figure of the flow. */
  static List<String> allOrSome(Value value, Reading reading) {
    if (!value.is("all")) {
      return some(value, reading);
    }
    if (reading.known().figures().isEmpty()) {
      value.problem("the flow has no figures");
    }
    return List.copyOf(reading.known().figures());
  }

  private static List<String> some(Value value, Reading reading) {
    return value.oneOrMore("all or a list of figures").stream()
        .flatMap(item -> reading.figure(item).stream())
        .toList();
  }
}
