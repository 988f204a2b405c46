package io.sluice.work.ingest;

import io.sluice.engine.flow.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/**
 * Writes a workbook's numbers as the text that a person sees. Not thread-safe.
 *
 * <p>A workbook stores doubles with 17 digits, {@code 34.299999999999997}; the shortest decimal
 * that is that double, {@code 34.3}, is what was typed.
 */
final class CellTexts {
  private static final Pattern SHORT_INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
  private static final int PLAIN_DIGITS = 400;
  private static final long DAY_MS = 86_400_000;

  /** The day of 9999-12-31, the last that a workbook can show. */
  private static final double LAST_DAY = 2_958_465;

  /** Day 60 of the 1900 system is 1900-02-29, which never was. */
  private static final int NO_SUCH_DAY = 60;

  private boolean date1904;

  void date1904(boolean since1904) {
    date1904 = since1904;
  }

  String of(String number, ColumnType type) {
    boolean day = type == ColumnType.Simple.DATE || type == ColumnType.Simple.TIMESTAMP;
    return day ? moment(number) : plain(number);
  }

  static String plain(String number) {
    if (SHORT_INTEGER.matcher(number).matches()) {
      return number;
    }
    try {
      double value = Double.parseDouble(number);
      if (value == 0) {
        return "0";
      }
      BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
      return Math.abs(shortest.scale()) > PLAIN_DIGITS ? number : shortest.toPlainString();
    } catch (NumberFormatException e) {
      return number;
    }
  }

  private String moment(String number) {
    double serial;
    try {
      serial = Double.parseDouble(number);
    } catch (NumberFormatException e) {
      return number;
    }
    long millis = Math.round((serial - Math.floor(serial)) * DAY_MS);
    boolean outside = !(serial >= (date1904 ? 0 : 1)) || serial >= LAST_DAY + 1;
    if (outside || !date1904 && (long) serial == NO_SUCH_DAY) {
      return plain(number);
    }
    LocalDateTime moment =
        day((long) Math.floor(serial)).atStartOfDay().plusNanos(millis * 1_000_000);
    return millis % DAY_MS == 0 ? moment.toLocalDate().toString() : moment.toString();
  }

  private LocalDate day(long serial) {
    if (date1904) {
      return LocalDate.of(1904, 1, 1).plusDays(serial);
    }
    return LocalDate.of(1899, 12, serial > NO_SUCH_DAY ? 30 : 31).plusDays(serial);
  }
}
