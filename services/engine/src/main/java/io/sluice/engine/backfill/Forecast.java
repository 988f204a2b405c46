package io.sluice.engine.backfill;

import io.sluice.engine.artefact.ArtefactKey.Upstream;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Need;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.plan.PlannedStage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells before a run under which keys its stages will make or find their artefacts. */
public final class Forecast {

  /** A repeatable stage's key is the same in every run. */
  private static final String NO_RUN = "";

  private Forecast() {}

  /**
   * The key of each stage before the gate, in the plan's order; empty for one whose key is not
   * known before, since it or a stage upstream of it is volatile.
   */
  public static Map<String, Optional<String>> keys(Plan plan) {
    Map<String, Optional<String>> keys = new LinkedHashMap<>();
    List<PlannedStage> left = new ArrayList<>(plan.stages());
    left.removeIf(PlannedStage::delivers);
    while (!left.isEmpty()) {
      // a plan has no cycles, so each round finds at least one stage
      List<PlannedStage> ready =
          left.stream()
              .filter(it -> it.needs().stream().allMatch(need -> keys.containsKey(need.stage())))
              .toList();
      ready.forEach(stage -> keys.put(stage.name(), key(plan, stage, keys)));
      left.removeAll(ready);
    }
    return keys;
  }

  private static Optional<String> key(
      Plan plan, PlannedStage stage, Map<String, Optional<String>> keys) {
    boolean known =
        stage.repeatable()
            && stage.needs().stream().allMatch(need -> upstream(keys, need).isPresent());
    if (!known) {
      return Optional.empty();
    }
    Map<String, Upstream> inputs = new HashMap<>();
    for (Need need : stage.needs()) {
      inputs.put(need.alias(), new Upstream(upstream(keys, need).orElseThrow(), need.output()));
    }
    List<InputFile> files = plan.inputs().getOrDefault(stage.name(), List.of());
    return Optional.of(
        stage.key(stage.parametersOf(plan.parameters()), inputs, files, NO_RUN).hex());
  }

  private static Optional<String> upstream(Map<String, Optional<String>> keys, Need need) {
    return keys.getOrDefault(need.stage(), Optional.empty());
  }
}
