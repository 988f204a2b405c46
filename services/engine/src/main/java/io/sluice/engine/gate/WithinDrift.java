package io.sluice.engine.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Holds a figure against its value in the period before. */
public final class WithinDrift {

  private WithinDrift() {}

  /**
   * Whether {@code |observed - baseline| <= maxRatio * |baseline|}, exactly; from a baseline of 0
   * nothing but 0 is within any ratio. Fails without either value.
   */
  public static Judgement judge(
      BigDecimal maxRatio, Optional<BigDecimal> baseline, Optional<BigDecimal> observed) {
    String limit = plain(percent(maxRatio)) + "%";
    if (baseline.isEmpty()) {
      return Judgement.failed(
          "within %s of the period before".formatted(limit),
          "no value in the period before",
          List.of());
    }
    BigDecimal before = baseline.get();
    String expected = "within %s of %s".formatted(limit, before.toPlainString());
    return observed
        .map(now -> judge(maxRatio, before, now, expected))
        .orElseGet(() -> Judgement.failed(expected, "no value", List.of()));
  }

  private static Judgement judge(
      BigDecimal maxRatio, BigDecimal before, BigDecimal now, String expected) {
    BigDecimal change = now.subtract(before);
    boolean holds = change.abs().compareTo(maxRatio.multiply(before.abs())) <= 0;
    String words = "%s (%s)".formatted(now.toPlainString(), words(change, before, holds));
    return new Judgement(holds, expected, words, List.of());
  }

  /** A change that is too large is rounded up, so that it never reads as the limit itself. */
  private static String words(BigDecimal change, BigDecimal before, boolean holds) {
    if (change.signum() == 0) {
      return "unchanged";
    }
    if (before.signum() == 0) {
      return "from 0";
    }
    BigDecimal percent =
        percent(change.divide(before.abs(), MathContext.DECIMAL128))
            .setScale(1, holds ? RoundingMode.HALF_UP : RoundingMode.UP);
    return (change.signum() > 0 ? "+" : "") + percent.toPlainString() + "%";
  }

  private static BigDecimal percent(BigDecimal ratio) {
    return ratio.movePointRight(2);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
