package io.sluice.engine.flow;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a flow, so that it is told at once. Not thread-safe. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();

  void add(Problem problem) {
    found.add(problem);
  }

  void add(String path, String file, Node at, String message) {
    found.add(new Problem(path, file, at.line(), at.column(), message));
  }

  int count() {
    return found.size();
  }

  List<Problem> found() {
    return List.copyOf(found);
  }
}
