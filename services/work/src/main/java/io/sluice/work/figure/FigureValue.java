package io.sluice.work.figure;

import java.math.BigDecimal;

/**
 * A figure as it was measured.
 *
 * @param label what people read
 * @param unit shown behind the value, empty for none
 */
public record FigureValue(String name, String label, BigDecimal value, String unit) {}
