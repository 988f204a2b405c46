package io.sluice.engine.flow;

import java.util.HashMap;
import java.util.Map;

/** Rules that hold anywhere in a YAML file. */
final class TreeRules {

  private final String file;
  private final Problems problems;

  TreeRules(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Refuses keys that are there twice and placeholders. */
  void check(Node node, String path) {
    switch (node) {
      case Node.Scalar scalar -> refusePlaceholder(scalar, path);
      case Node.Sequence sequence -> {
        for (int i = 0; i < sequence.items().size(); i++) {
          check(sequence.items().get(i), "%s[%d]".formatted(path, i));
        }
      }
      case Node.Mapping mapping -> check(mapping, path);
    }
  }

  private void check(Node.Mapping mapping, String path) {
    Map<String, Integer> lines = new HashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      Node.Scalar key = entry.key();
      String below = path.isEmpty() ? key.text() : path + "." + key.text();
      Integer first = lines.putIfAbsent(key.text(), key.line());
      if (first != null) {
        String message = "\"%s\" is there twice, first in line %d".formatted(key.text(), first);
        problems.add(below, file, key, message);
      }
      check(entry.value(), below);
    }
  }

  private void refusePlaceholder(Node.Scalar scalar, String path) {
    if (scalar.text().contains("${")) {
      problems.add(path, file, scalar, "${…} may not stand here; SQL takes parameters as $name");
    }
  }
}
