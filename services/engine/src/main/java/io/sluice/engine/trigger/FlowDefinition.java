package io.sluice.engine.trigger;

import io.sluice.engine.flow.Flow;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A revision of a flow, with the reference values that lie beside it.
 *
 * @param referencesHash hash of the reference files; empty without any
 * @param references values by period and figure
 */
public record FlowDefinition(
    Flow flow, String referencesHash, Map<String, Map<String, BigDecimal>> references) {}
