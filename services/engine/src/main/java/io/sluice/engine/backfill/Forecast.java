package io.sluice.engine.backfill;

import io.sluice.engine.artefact.ArtefactKey;
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
import java.util.TreeMap;

/** Tells before a run under which keys its stages will make or find their artefacts. */
public final class Forecast {

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
    for (InputFile file : plan.inputs().getOrDefault(stage.name(), List.of())) {
      inputs.put("file:" + file.name(), new Upstream(file.sha256(), ""));
    }
    Map<String, String> parameters = new TreeMap<>();
    stage.parameters().forEach(it -> parameters.put(it, plan.parameters().getOrDefault(it, "")));
    return Optional.of(
        ArtefactKey.repeatable(
                stage.operation(),
                stage.operationVersion(),
                stage.definitionHash(),
                parameters,
                inputs)
            .hex());
  }

  private static Optional<String> upstream(Map<String, Optional<String>> keys, Need need) {
    return keys.getOrDefault(need.stage(), Optional.empty());
  }
}
