package io.sluice.engine.trigger;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.RunSubject;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A revision of a flow, with the reference values that lie beside it.
 *
 * @param referencesHash hash of the reference files; empty without any
 * @param references values by slice and period, and by figure
 */
public record FlowDefinition(
    Flow flow, String referencesHash, Map<String, Map<String, BigDecimal>> references) {

  /** The reference values of a slice and period, by figure; empty without any. */
  public Map<String, BigDecimal> references(RunSubject subject) {
    String slice = subject.sliceText();
    String key = slice.isEmpty() ? subject.period() : slice + "/" + subject.period();
    return references.getOrDefault(key, Map.of());
  }
}
