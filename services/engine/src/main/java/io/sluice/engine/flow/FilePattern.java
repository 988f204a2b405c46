package io.sluice.engine.flow;

import io.sluice.engine.flow.PeriodRule.Every;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of file names: {@code *}, {@code ?}, {@code [a-z]}, {@code {csv,txt}}, and placeholders
 * for the period and for parameters of the slice, {@code {taxi}_{period}.csv}. Immutable.
 */
public final class FilePattern {

  /** The placeholder that stands for the period. */
  static final String PERIOD = "period";

  private static final int LONGEST_NAME = 255;

  private static final String SLICE_VALUE = "[A-Za-z0-9][A-Za-z0-9_-]{0,59}?";
  private static final Pattern WHOLE_SLICE_VALUE = Pattern.compile(SLICE_VALUE);
  private static final Pattern PARTS =
      Pattern.compile("(?<any>\\*+)|(?<one>\\?)|(?<set>\\[[^]]+])|\\{(?<braces>[^}]*)}");

  private final Pattern regex;
  private final List<String> placeholders = new ArrayList<>();

  private FilePattern(String glob, Every every) {
    StringBuilder text = new StringBuilder();
    Matcher part = PARTS.matcher(glob);
    int from = 0;
    while (part.find()) {
      text.append(Pattern.quote(glob.substring(from, part.start()))).append(regexOf(part, every));
      from = part.end();
    }
    this.regex = Pattern.compile(text.append(Pattern.quote(glob.substring(from))).toString());
  }

  /** The pattern of a glob that {@code validate} let through. */
  public static FilePattern of(String glob, Every every) {
    return new FilePattern(glob, every);
  }

  /** The glob with the placeholders' values in their place, {@code green_2026-10*.csv}. */
  public static String spelled(String glob, String period, Map<String, String> slice) {
    String spelled = period.isEmpty() ? glob : glob.replace("{" + PERIOD + "}", period);
    for (Map.Entry<String, String> value : slice.entrySet()) {
      spelled = spelled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return spelled;
  }

  /** Whether a text may be a slice parameter's value: it becomes part of names of folders. */
  public static boolean isSliceValue(String text) {
    return WHOLE_SLICE_VALUE.matcher(text).matches();
  }

  /**
   * What a name tells of its file.
   *
   * @param period empty when the pattern has no such placeholder
   * @param slice parameters of the slice that the pattern has placeholders for
   */
  public record Match(Optional<String> period, Map<String, String> slice) {
    public Match {
      slice = Map.copyOf(slice);
    }

    /** Whether the name allows its file to be of that period and slice. */
    public boolean allows(String period, Map<String, String> slice) {
      return this.period.map(period::equals).orElse(true)
          && this.slice.entrySet().stream()
              .allMatch(value -> value.getValue().equals(slice.get(value.getKey())));
    }
  }

  /**
   * What the name tells; empty when it does not match. Names of more than 255 characters match
   * nothing, nor do those made up to keep the pattern busy: a comparison takes bounded time.
   */
  public Optional<Match> match(String fileName) {
    if (fileName.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    Matcher matcher = regex.matcher(new BoundedText(fileName));
    if (!BoundedText.isMatch(matcher)) {
      return Optional.empty();
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < placeholders.size(); i++) {
      found.put(placeholders.get(i), matcher.group(i + 1));
    }
    Optional<String> period = Optional.ofNullable(found.remove(PERIOD));
    return Optional.of(new Match(period, found));
  }

  private String regexOf(Matcher part, Every every) {
    if (part.group("any") != null) {
      return ".*";
    }
    if (part.group("one") != null) {
      return ".";
    }
    if (part.group("set") != null) {
      return set(part.group("set"));
    }
    String braces = part.group("braces");
    return braces.contains(",") ? alternatives(braces) : placeholder(braces, every);
  }

  /** A set in brackets; {@code -} makes a range, {@code !} at its start the opposite. */
  private static String set(String brackets) {
    String inside = brackets.substring(1, brackets.length() - 1);
    boolean opposite = inside.startsWith("!");
    String members = opposite ? inside.substring(1) : inside;
    return (opposite ? "[^" : "[") + members.replaceAll("[^A-Za-z0-9-]", "\\\\$0") + "]";
  }

  private static String alternatives(String braces) {
    List<String> quoted = new ArrayList<>();
    for (String alternative : braces.split(",", -1)) {
      quoted.add(Pattern.quote(alternative).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }
    return "(?:" + String.join("|", quoted) + ")";
  }

  /** A placeholder that stands twice means the same text twice. */
  private String placeholder(String name, Every every) {
    int known = placeholders.indexOf(name);
    if (known >= 0) {
      return "\\" + (known + 1);
    }
    placeholders.add(name);
    return "(" + (name.equals(PERIOD) ? periodRegex(every) : SLICE_VALUE) + ")";
  }

  private static String periodRegex(Every every) {
    return switch (every) {
      case NONE -> "";
      case YEAR -> "\\d{4}";
      case MONTH -> "\\d{4}-\\d{2}";
      case WEEK -> "\\d{4}-W\\d{2}";
      case DAY -> "\\d{4}-\\d{2}-\\d{2}";
      case HOUR -> "\\d{4}-\\d{2}-\\d{2}T\\d{2}";
    };
  }
}
