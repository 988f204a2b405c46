package io.sluice.cli.client;

import io.sluice.engine.run.Evidence;
import io.sluice.engine.run.RunState;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A run that was repeated, beside the one that it repeats.
 *
 * @param original the run as it was, at its end
 */
public record ReplayedRun(RunState original, FollowedRun replay) {

  /** The publications whose files differ; empty when the repetition gave the same. */
  public SortedSet<String> differences() {
    Map<String, String> before = Evidence.exports(original);
    Map<String, String> after = replay.state().map(Evidence::exports).orElse(Map.of());
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(name -> before.getOrDefault(name, "").equals(after.getOrDefault(name, "")));
    return names;
  }
}
