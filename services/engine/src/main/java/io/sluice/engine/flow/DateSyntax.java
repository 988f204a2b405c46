package io.sluice.engine.flow;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The patterns of dates and times in text: those of {@link java.time.format.DateTimeFormatter} that
 * are made of numbers alone, so that they mean the same in every language.
 */
final class DateSyntax {

  private static final List<String> PARTS =
      List.of(
          "yyyy", "uuuu", "yy", "uu", "MM", "M", "dd", "d", "HH", "H", "mm", "ss", "SSS", "SSSSSS");
  private static final Pattern TOKEN = Pattern.compile("'[^']*'|(\\p{L})\\1*|[^\\p{L}'\\[\\]{}#]");
  private static final int LONGEST = 100;

  private DateSyntax() {}

  /** What is wrong with a pattern, if anything. */
  static Optional<String> problemIn(String pattern) {
    if (pattern.length() > LONGEST) {
      return Optional.of("a pattern has at most %d characters".formatted(LONGEST));
    }
    List<MatchResult> tokens = TOKEN.matcher(pattern).results().toList();
    if (tokens.stream().mapToInt(token -> token.group().length()).sum() < pattern.length()) {
      return Optional.of(
          "brackets, braces, # and a single quote may not stand in the pattern \"%s\""
              .formatted(pattern));
    }
    List<String> letters =
        tokens.stream().filter(token -> token.group(1) != null).map(MatchResult::group).toList();
    return letters.stream()
        .filter(part -> !PARTS.contains(part))
        .map(part -> unknown(pattern, part))
        .findFirst()
        .or(() -> withoutYear(pattern, letters));
  }

  private static String unknown(String pattern, String part) {
    return "the pattern \"%s\" holds %s; its parts are %s%s"
        .formatted(pattern, part, String.join(", ", PARTS), hint(part));
  }

  private static String hint(String part) {
    return PARTS.stream()
        .filter(known -> known.startsWith(part) || known.equalsIgnoreCase(part))
        .findFirst()
        .map(known -> "; did you mean \"%s\"?".formatted(known))
        .orElse("");
  }

  private static Optional<String> withoutYear(String pattern, List<String> letters) {
    return letters.stream().anyMatch(part -> part.startsWith("y") || part.startsWith("u"))
        ? Optional.empty()
        : Optional.of("the pattern \"%s\" says no year".formatted(pattern));
  }
}
