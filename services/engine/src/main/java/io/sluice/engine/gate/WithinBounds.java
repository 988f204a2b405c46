package io.sluice.engine.gate;

import io.sluice.engine.flow.Check.Bounds;
import java.math.BigDecimal;
import java.util.List;

/** Holds numbers against bounds, both included, whatever their scale. */
public final class WithinBounds {

  private WithinBounds() {}

  /** Whether the number lies within the bounds. */
  public static Judgement judge(Bounds bounds, BigDecimal observed) {
    boolean low = bounds.min().filter(min -> observed.compareTo(min) < 0).isPresent();
    boolean high = bounds.max().filter(max -> observed.compareTo(max) > 0).isPresent();
    return new Judgement(!low && !high, expected(bounds), observed.toPlainString(), List.of());
  }

  /** The bounds in words: {@code between 1 and 100}, {@code 20}, {@code at least 5}. */
  public static String expected(Bounds bounds) {
    if (bounds.min().isEmpty()) {
      return bounds.max().map(max -> "at most " + max.toPlainString()).orElse("any number");
    }
    BigDecimal min = bounds.min().get();
    if (bounds.max().isEmpty()) {
      return "at least " + min.toPlainString();
    }
    BigDecimal max = bounds.max().get();
    return min.compareTo(max) == 0
        ? min.toPlainString()
        : "between %s and %s".formatted(min.toPlainString(), max.toPlainString());
  }
}
