package io.sluice.engine.flow;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations, sizes and ratios. */
final class Quantity {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,8})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,7})(MB|GB)");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,5})?) ?%");
  private static final long LONGEST_MS = 24 * 3_600_000L;
  private static final long LARGEST_MB = 1024 * 1024L;

  private Quantity() {}

  /** Milliseconds of {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}; at most a day. */
  static Optional<Long> millis(String text) {
    return duration(text, Duration.ofMillis(LONGEST_MS)).map(Duration::toMillis);
  }

  /** The duration of {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}, {@code 3d}. */
  static Optional<Duration> duration(String text, Duration longest) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long factor =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 24 * 3_600_000;
        };
    return Optional.of(Duration.ofMillis(Long.parseLong(matcher.group(1)) * factor))
        .filter(duration -> duration.isPositive() && duration.compareTo(longest) <= 0);
  }

  /** Megabytes of {@code 512MB} or {@code 2GB}; at most a terabyte. */
  static Optional<Integer> megabytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long factor = matcher.group(2).equals("GB") ? 1024 : 1;
    return Optional.of(Long.parseLong(matcher.group(1)) * factor)
        .filter(size -> size > 0 && size <= LARGEST_MB)
        .map(Long::intValue);
  }

  /** 0.3 of {@code 30%}; more than zero. */
  static Optional<BigDecimal> ratio(String text) {
    Matcher matcher = PERCENT.matcher(text);
    return matcher.matches()
        ? Optional.of(new BigDecimal(matcher.group(1)).movePointLeft(2))
            .filter(ratio -> ratio.signum() > 0)
        : Optional.empty();
  }
}
