package io.sluice.engine.intake;

import java.util.Optional;

/**
 * Where a file lies in the inbox.
 *
 * @param flow name of the flow's folder; empty for a file that lies beside those
 * @param period name of the folder in that one; empty when the file lies beside such folders
 * @param name the file's name
 */
public record Place(String flow, Optional<String> period, String name) {

  /** {@code flow/period/name}, as people see it in the inbox. */
  public String text() {
    return (flow.isEmpty() ? "" : flow + "/") + period.map(it -> it + "/").orElse("") + name;
  }
}
