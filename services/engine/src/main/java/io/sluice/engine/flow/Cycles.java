package io.sluice.engine.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds stages that need themselves, by whatever way. Not thread-safe. */
final class Cycles {

  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final LinkedHashSet<String> way = new LinkedHashSet<>();
  private final Set<String> done = new HashSet<>();
  private final List<List<String>> found = new ArrayList<>();

  private Cycles(List<Stage> stages) {
    stages.forEach(stage -> this.stages.put(stage.name(), stage));
  }

  /** Each cycle from the stage that closes it back to itself: {@code [a, b, a]}: a needs b. */
  static List<List<String>> in(List<Stage> stages) {
    Cycles cycles = new Cycles(stages);
    cycles.stages.keySet().forEach(cycles::visit);
    return List.copyOf(cycles.found);
  }

  private void visit(String name) {
    Stage stage = stages.get(name);
    if (stage == null || done.contains(name)) {
      return;
    }
    if (!way.add(name)) {
      List<String> cycle = new ArrayList<>(way);
      cycle = new ArrayList<>(cycle.subList(cycle.indexOf(name), cycle.size()));
      cycle.add(name);
      found.add(cycle);
      return;
    }
    stage.needs().forEach(need -> visit(need.stage()));
    way.remove(name);
    done.add(name);
  }
}
