package io.sluice.engine.flow;

import java.util.List;

/**
 * Files that a run takes in; expands to a source stage of the same name.
 *
 * @param files globs on file names, {@code erp*.xlsx}; {@code {period}} may stand in them
 */
public record Input(
    String name, List<String> files, InputFormat format, Contract contract, String pool) {

  public Input {
    files = List.copyOf(files);
  }

  /** The same input with other globs. */
  public Input withFiles(List<String> globs) {
    return new Input(name, globs, format, contract, pool);
  }
}
