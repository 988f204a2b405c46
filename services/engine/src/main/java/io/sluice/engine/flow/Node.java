package io.sluice.engine.flow;

import java.util.List;

/** A part of a YAML file, with the place where it begins: line and column, both from 1. */
public sealed interface Node {

  int line();

  int column();

  /**
   * A single value, as its text; what it means depends on where it stands.
   *
   * @param quoted whether the text stood in quotes or in a block, so that it can only be text
   */
  record Scalar(String text, boolean quoted, int line, int column) implements Node {

    /** Whether nothing is written here: {@code key:}, {@code ~} or {@code null}. */
    public boolean absent() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  /** Values in order. */
  record Sequence(List<Node> items, int line, int column) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Keys and their values, in the file's order; a key may be there twice. */
  record Mapping(List<Entry> entries, int line, int column) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, Node value) {}
}
