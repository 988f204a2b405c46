package io.sluice.engine.flow;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The figures that are known to be right for a period, which its runs must match. They lie beside
 * the flow and are not part of its revision.
 *
 * @param byPeriod the period's text, {@code 2026-10}, with the slice before it where there is one,
 *     {@code taxi=green/2026-10}, to figure to value
 */
public record References(Map<String, Map<String, BigDecimal>> byPeriod) {

  /** No period has references. */
  public static final References NONE = new References(Map.of());

  public References {
    byPeriod = Map.copyOf(byPeriod);
  }
}
