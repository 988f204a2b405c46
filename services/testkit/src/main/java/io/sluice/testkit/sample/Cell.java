package io.sluice.testkit.sample;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDateTime;

/** A cell of a sample workbook. */
sealed interface Cell {

  /** Shows a serial number as date and time. */
  String DATE_FORMAT = "yyyy-mm-dd hh:mm:ss";

  /** The day that spreadsheets number 0. */
  LocalDateTime DAY_ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);

  /** The significant digits that spreadsheets save of a double. */
  MathContext SAVED_DIGITS = new MathContext(17);

  /** A cell that is not there. */
  record Empty() implements Cell {}

  /** A text. */
  record Text(String text) implements Cell {}

  /** A number, written digit by digit as given. */
  record Number(BigDecimal number) implements Cell {}

  /** A date and time, stored as the days since {@link #DAY_ZERO}. */
  record Instant(LocalDateTime time) implements Cell {
    BigDecimal serial() {
      double days = Duration.between(DAY_ZERO, time).toSeconds() / 86_400.0;
      return plain(new BigDecimal(days, SAVED_DIGITS));
    }
  }

  static Cell empty() {
    return new Empty();
  }

  static Cell text(String text) {
    return text.isEmpty() ? new Empty() : new Text(text);
  }

  static Cell number(long number) {
    return new Number(BigDecimal.valueOf(number));
  }

  /** An integer where the text is one, as spreadsheets take what people type. */
  static Cell typed(String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    return digits ? number(Long.parseLong(text)) : text(text);
  }

  /** A price that was typed: few digits. */
  static Cell price(BigDecimal price) {
    return new Number(plain(price));
  }

  /** A price that was computed: the nearest double with all its digits, 34.299999999999997. */
  static Cell computedPrice(BigDecimal price) {
    return new Number(plain(new BigDecimal(price.doubleValue(), SAVED_DIGITS)));
  }

  private static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
