package io.sluice.engine.flow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether a text is a cron schedule of five fields, as crontab(5) defines it. */
final class CronSyntax {

  private static final Pattern PART =
      Pattern.compile("(?:\\*|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:/(\\d{1,4}))?");

  private record Field(String name, int min, int max, List<String> names) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day of month", 1, 31, List.of()),
          new Field(
              "month",
              1,
              12,
              List.of(
                  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                  "dec")),
          new Field("day of week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

  private CronSyntax() {}

  /** What is wrong with the text; empty when nothing is. */
  static Optional<String> problemIn(String cron) {
    String[] texts = cron.strip().toLowerCase(Locale.ROOT).split("\\s+");
    if (texts.length != FIELDS.size()) {
      return Optional.of(
          "a schedule has five fields (minute, hour, day of month, month, day of week), such as"
              + " \"0 9 15 * *\", but \"%s\" has %d".formatted(cron, texts.length));
    }
    for (int i = 0; i < texts.length; i++) {
      for (String part : texts[i].split(",", -1)) {
        if (!isPart(FIELDS.get(i), part)) {
          return Optional.of(refusal(FIELDS.get(i), part));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPart(Field field, String part) {
    Matcher matcher = PART.matcher(part);
    if (!matcher.matches() || !isStep(field, matcher.group(3))) {
      return false;
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first == null) {
      return true;
    }
    int from = number(field, first);
    int to = last == null ? from : number(field, last);
    return from >= field.min && to <= field.max && from <= to;
  }

  private static boolean isStep(Field field, @Nullable String step) {
    if (step == null) {
      return true;
    }
    int every = Integer.parseInt(step);
    return every >= 1 && every <= field.max;
  }

  /** The number that a field's text stands for, or one that is out of every range. */
  private static int number(Field field, String text) {
    if (text.matches("\\d{1,4}")) {
      return Integer.parseInt(text);
    }
    int index = field.names.indexOf(text);
    return index < 0 ? Integer.MIN_VALUE : index + field.min;
  }

  private static String refusal(Field field, String part) {
    return "\"%s\" is no %s: expected %d to %d%s, a range, a list, or a step such as */5"
        .formatted(
            part,
            field.name,
            field.min,
            field.max,
            field.names.isEmpty() ? "" : " or " + String.join(", ", field.names));
  }
}
