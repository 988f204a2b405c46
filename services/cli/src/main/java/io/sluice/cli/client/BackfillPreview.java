package io.sluice.cli.client;

import io.sluice.engine.backfill.BackfillOrder;
import io.sluice.engine.backfill.BackfillPlan;
import java.util.List;
import java.util.Map;

/**
 * What a backfill would do.
 *
 * @param flow as it lies in its folder; the installation may have another one
 * @param order what was asked for
 * @param stages of each period that would run: its stages before the gate, with what they would do
 */
public record BackfillPreview(
    PreparedFlow flow,
    BackfillOrder order,
    BackfillPlan plan,
    Map<String, List<StageForecast>> stages) {

  public BackfillPreview {
    stages = Map.copyOf(stages);
  }

  /** Whether a stage finds its artefact or has to work. */
  public record StageForecast(String stage, boolean reused) {}

  /** How many stages of a period would work. */
  public long worked(String period) {
    return stages.getOrDefault(period, List.of()).stream().filter(it -> !it.reused()).count();
  }
}
