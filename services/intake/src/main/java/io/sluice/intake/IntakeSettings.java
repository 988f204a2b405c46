package io.sluice.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What intake is told.
 *
 * @param inbox the folder that it watches
 * @param settle how long a file must not have changed to count as complete
 * @param scan how often the inbox is looked through, besides when the file system tells of changes,
 *     and how soon what failed is tried again
 * @param patience how long a file may wait for its flow to be published, or stay unreadable, before
 *     it is rejected
 * @param taken what becomes of files that were taken
 * @param maxBytes the largest file that is taken
 */
public record IntakeSettings(
    Path inbox, Duration settle, Duration scan, Duration patience, Taken taken, long maxBytes) {

  private static final long USUAL_MAX_BYTES = 10L << 30;
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m)");

  /** What becomes of files that were taken. */
  public enum Taken {
    /** They move to {@code .taken} in the inbox. */
    MOVE,
    /** They stay; one counts again when its content changes. */
    KEEP
  }

  public IntakeSettings {
    inbox = inbox.toAbsolutePath().normalize();
    if (scan.isZero() || scan.isNegative() || settle.isNegative() || patience.isNegative()) {
      throw new IllegalArgumentException(
          "sluice.scan: expected more than 0, and sluice.settle: expected at least 0");
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "sluice.max-file-bytes: expected at least 1 but got " + maxBytes);
    }
  }

  /** The usual settings for an inbox. */
  public static IntakeSettings at(Path inbox) {
    return new IntakeSettings(
        inbox,
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Taken.MOVE,
        USUAL_MAX_BYTES);
  }

  /**
   * Reads {@code inbox}, {@code settle}, {@code scan}, {@code taken} and {@code max-file-bytes}.
   *
   * @throws IllegalArgumentException with words for people when a value is none
   */
  static IntakeSettings of(Map<String, String> given) {
    IntakeSettings usual = at(Path.of(given.getOrDefault("inbox", "inbox")));
    return new IntakeSettings(
        usual.inbox,
        duration(given, "settle", usual.settle),
        duration(given, "scan", usual.scan),
        usual.patience,
        taken(given.getOrDefault("taken", "move")),
        bytes(given));
  }

  private static Duration duration(Map<String, String> given, String key, Duration usual) {
    String text = given.get(key);
    if (text == null) {
      return usual;
    }
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw refusal(key, "a time such as 2s or 500ms", text);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  private static Taken taken(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "move" -> Taken.MOVE;
      case "keep" -> Taken.KEEP;
      default -> throw refusal("taken", "move or keep", text);
    };
  }

  private static long bytes(Map<String, String> given) {
    String text = given.getOrDefault("max-file-bytes", Long.toString(USUAL_MAX_BYTES));
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw refusal("max-file-bytes", "a number of bytes", text);
    }
  }

  private static IllegalArgumentException refusal(String key, String expected, String found) {
    return new IllegalArgumentException(
        "sluice.%s: expected %s but got %s".formatted(key, expected, found));
  }
}
