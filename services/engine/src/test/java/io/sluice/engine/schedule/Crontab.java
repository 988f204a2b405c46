package io.sluice.engine.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** crontab(5) to the letter and by counting: what the library's answers are held against. */
final class Crontab {

  private static final int[][] BOUNDS = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
  private static final List<String> MONTHS =
      List.of("jan feb mar apr may jun jul aug sep oct nov dec".split(" "));
  private static final List<String> DAYS = List.of("sun mon tue wed thu fri sat".split(" "));

  private final BitSet[] fields;
  private final boolean eitherDay;

  Crontab(String cron) {
    String[] texts = cron.split(" ");
    fields = IntStream.range(0, 5).mapToObj(i -> numbers(texts[i], i)).toArray(BitSet[]::new);
    fields[4].set(0, fields[4].get(0) || fields[4].get(7));
    eitherDay = !texts[2].startsWith("*") && !texts[4].startsWith("*");
  }

  private static BitSet numbers(String text, int field) {
    BitSet numbers = new BitSet();
    for (String part : text.split(",")) {
      String[] stepped = part.split("/");
      String[] range = stepped[0].split("-");
      int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
      boolean open = stepped[0].equals("*");
      int from = open ? BOUNDS[field][0] : number(range[0], field);
      int to = open ? BOUNDS[field][1] : number(range[range.length - 1], field);
      for (int n = from; n <= to; n += step) {
        numbers.set(n);
      }
    }
    return numbers;
  }

  private static int number(String text, int field) {
    if (field == 3 && MONTHS.contains(text)) {
      return MONTHS.indexOf(text) + 1;
    }
    return field == 4 && DAYS.contains(text) ? DAYS.indexOf(text) : Integer.parseInt(text);
  }

  /** The times of a day, in order. */
  List<LocalDateTime> on(LocalDate day) {
    if (!fields[3].get(day.getMonthValue()) || !isDay(day)) {
      return List.of();
    }
    return fields[1].stream()
        .boxed()
        .flatMap(hour -> fields[0].stream().mapToObj(minute -> day.atTime(hour, minute)))
        .toList();
  }

  private boolean isDay(LocalDate day) {
    boolean ofMonth = fields[2].get(day.getDayOfMonth());
    boolean ofWeek = fields[4].get(day.getDayOfWeek().getValue() % 7);
    return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
  }

  /** Some schedule, now and then one that has no time. */
  static String any(Random random) {
    return IntStream.range(0, 5).mapToObj(i -> field(random, i)).collect(Collectors.joining(" "));
  }

  private static String field(Random random, int field) {
    if (random.nextInt(3) == 0) {
      return "*";
    }
    String[] parts = new String[1 + random.nextInt(2)];
    Arrays.setAll(parts, _ -> part(random, field));
    return String.join(",", parts);
  }

  private static String part(Random random, int field) {
    int low = BOUNDS[field][0];
    int high = field == 4 ? 6 : BOUNDS[field][1];
    int from = random.nextInt(low, high + 1);
    int to = random.nextInt(from, high + 1);
    int step = random.nextInt(1, high + 1);
    return switch (random.nextInt(4)) {
      case 0 -> "*/" + step;
      case 1 -> text(random, from, field) + "-" + text(random, to, field);
      case 2 -> from + "-" + to + "/" + step;
      default -> text(random, from, field);
    };
  }

  private static String text(Random random, int number, int field) {
    if (random.nextBoolean()) {
      return String.valueOf(number);
    }
    return switch (field) {
      case 3 -> MONTHS.get(number - 1);
      case 4 -> DAYS.get(number);
      default -> String.valueOf(number);
    };
  }
}
