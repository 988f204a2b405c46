package io.sluice.cli.view;

import io.sluice.engine.flow.Counted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalLong;

/** Writes numbers for people: separators of thousands, units, every decimal kept. */
final class Numbers {

  private Numbers() {}

  /** {@code 70,568.60}. */
  static String of(BigDecimal value) {
    int scale = Math.max(0, value.scale());
    String pattern = scale == 0 ? "#,##0" : "#,##0." + "0".repeat(scale);
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  /** {@code 70,568.60} for an amount of a currency (ISO 4217), which has its usual decimals. */
  static String of(BigDecimal value, String unit) {
    int usual =
        Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getCurrencyCode().equals(unit))
            .mapToInt(Currency::getDefaultFractionDigits)
            .findFirst()
            .orElse(0);
    return of(value.setScale(Math.max(value.scale(), usual), RoundingMode.UNNECESSARY));
  }

  /** {@code 1,428 rows}, {@code 1 row}; empty when not known. */
  static String rows(OptionalLong rows) {
    if (rows.isEmpty()) {
      return "";
    }
    long count = rows.getAsLong();
    return of(BigDecimal.valueOf(count)) + " " + Counted.noun(count, "row", "rows");
  }

  /** {@code 34 ms}, {@code 2.3 s}, {@code 4 min 10 s}; empty when not known. */
  static String time(OptionalLong millis) {
    if (millis.isEmpty()) {
      return "";
    }
    Duration time = Duration.ofMillis(millis.getAsLong());
    if (time.toMillis() < 1_000) {
      return time.toMillis() + " ms";
    }
    return time.toSeconds() < 60
        ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0)
        : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
