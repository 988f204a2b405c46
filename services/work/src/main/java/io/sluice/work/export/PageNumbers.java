package io.sluice.work.export;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a page writes values: thousands apart by a narrow space (ISO 80000-1), the decimal mark of
 * the page's language.
 */
final class PageNumbers {

  private static final char NARROW_SPACE = '\u202F';
  private static final int MAX_SCALE_OF_REALS = 4;

  private final Locale locale;
  private final char mark;

  PageNumbers(Locale locale) {
    this.locale = locale;
    this.mark = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
  }

  /** A quantity, with its thousands apart. */
  String quantity(BigDecimal value) {
    String plain = shortened(value).abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String fraction = point < 0 ? "" : mark + plain.substring(point + 1);
    return (value.signum() < 0 ? "\u2212" : "") + grouped(whole) + fraction;
  }

  /** A table's cell. Integers stay together, since most of them are identifiers. */
  String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case BigInteger whole -> whole.toString();
      case BigDecimal decimal -> quantity(decimal);
      case Double real when Double.isFinite(real) -> quantity(BigDecimal.valueOf(real));
      case Float real when Float.isFinite(real) -> quantity(new BigDecimal(real.toString()));
      case LocalDateTime time -> time.toString().replace('T', ' ');
      default -> value.toString();
    };
  }

  /** A month by its name, any other period as it is. */
  String period(String period) {
    try {
      return DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(YearMonth.parse(period));
    } catch (DateTimeException e) {
      return period;
    }
  }

  static String unit(String unit) {
    return switch (unit) {
      case "EUR" -> "€";
      case "USD" -> "$";
      case "GBP" -> "£";
      default -> unit;
    };
  }

  private static BigDecimal shortened(BigDecimal value) {
    return value.scale() <= MAX_SCALE_OF_REALS
        ? value
        : value.setScale(MAX_SCALE_OF_REALS, RoundingMode.HALF_EVEN);
  }

  private static String grouped(String digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      text.insert(i, NARROW_SPACE);
    }
    return text.toString();
  }
}
