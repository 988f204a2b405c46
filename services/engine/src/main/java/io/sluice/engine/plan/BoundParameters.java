package io.sluice.engine.plan;

import io.sluice.engine.flow.ColumnType;
import io.sluice.engine.flow.ColumnType.Simple;
import io.sluice.engine.flow.Parameter;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Values for every parameter of a run: what the trigger gives, the defaults, and what Sluice itself
 * brings.
 *
 * @param values canonical text by name
 * @param problems what is wrong with the given values, in words; empty when nothing is
 */
public record BoundParameters(Map<String, String> values, List<String> problems) {

  /** Holds every double: the least is of 324 places, the greatest of 309. */
  private static final int MAX_DIGITS = 400;

  /** As long as a default may be: texts go along with every work item of a run. */
  private static final int MAX_CHARS = 1_000;

  /** The period as text, {@code 2026-10}. */
  public static final String PERIOD = "period";

  /** First moment of the period, in the flow's local time. */
  public static final String PERIOD_START = "period_start";

  /** First moment after the period, in the flow's local time. */
  public static final String PERIOD_END = "period_end";

  /** The time the run was planned for, in UTC. */
  public static final String PLANNED_TIME = "planned_time";

  /** Types of the parameters that Sluice itself brings. */
  public static final Map<String, ColumnType> BUILT_IN =
      Map.of(
          PERIOD, Simple.VARCHAR,
          PERIOD_START, Simple.TIMESTAMP,
          PERIOD_END, Simple.TIMESTAMP,
          PLANNED_TIME, Simple.TIMESTAMP);

  public BoundParameters {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
  }

  /** Binds the parameters of a run. */
  public static BoundParameters bind(
      List<Parameter> declared, Map<String, String> given, Period period, Instant planned) {
    Map<String, String> values = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Parameter parameter : declared) {
      bind(parameter, given, values, problems);
    }
    for (String name : new TreeSet<>(given.keySet())) {
      if (declared.stream().noneMatch(parameter -> parameter.name().equals(name))) {
        problems.add("parameter %s is not declared by the flow".formatted(name));
      }
    }
    values.put(PERIOD, period.text());
    if (period.every() != Every.NONE) {
      values.put(PERIOD_START, period.start().toString());
      values.put(PERIOD_END, period.end().toString());
    }
    values.put(PLANNED_TIME, LocalDateTime.ofInstant(planned, ZoneId.of("UTC")).toString());
    return new BoundParameters(values, problems);
  }

  private static void bind(
      Parameter parameter,
      Map<String, String> given,
      Map<String, String> values,
      List<String> problems) {
    Optional<String> text =
        Optional.ofNullable(given.get(parameter.name())).or(parameter::defaultValue);
    if (text.isEmpty()) {
      problems.add("parameter %s has no default and must be given".formatted(parameter.name()));
      return;
    }
    if (text.get().length() > MAX_CHARS) {
      problems.add(
          "parameter %s: expected at most %d characters but found %d"
              .formatted(parameter.name(), MAX_CHARS, text.get().length()));
      return;
    }
    try {
      Comparable<?> value = parse(parameter.type(), text.get());
      outOfBounds(parameter, value).ifPresent(problems::add);
      values.put(parameter.name(), canonical(value));
    } catch (NumberFormatException | DateTimeException e) {
      problems.add(
          "parameter %s: expected %s but found \"%s\""
              .formatted(parameter.name(), parameter.type().sql(), text.get()));
    }
  }

  private static Optional<String> outOfBounds(Parameter parameter, Comparable<?> value) {
    boolean low = parameter.min().filter(min -> compare(parameter, value, min) < 0).isPresent();
    boolean high = parameter.max().filter(max -> compare(parameter, value, max) > 0).isPresent();
    if (!low && !high) {
      return Optional.empty();
    }
    return Optional.of(
        "parameter %s: expected %s %s but found %s"
            .formatted(
                parameter.name(),
                low ? "at least" : "at most",
                (low ? parameter.min() : parameter.max()).orElseThrow(),
                canonical(value)));
  }

  @SuppressWarnings("unchecked")
  private static int compare(Parameter parameter, Comparable<?> value, String bound) {
    return ((Comparable<Object>) value).compareTo(parse(parameter.type(), bound));
  }

  private static Comparable<?> parse(ColumnType type, String text) {
    return switch (type) {
      case ColumnType.Decimal _ -> number(text.strip());
      case Simple.DOUBLE -> number(text.strip());
      case Simple.INTEGER, Simple.BIGINT -> new BigInteger(limited(text.strip()));
      case Simple.DATE -> LocalDate.parse(text.strip());
      case Simple.TIMESTAMP -> LocalDateTime.parse(text.strip());
      case Simple.VARCHAR -> text;
      case Simple.BOOLEAN -> bool(text.strip());
    };
  }

  /** Canonical text writes a number out, so one of a billion digits must not get so far. */
  private static BigDecimal number(String text) {
    BigDecimal value = new BigDecimal(limited(text));
    if (Math.abs((long) value.scale()) > MAX_DIGITS) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private static String limited(String text) {
    if (text.length() > MAX_DIGITS) {
      throw new NumberFormatException(text);
    }
    return text;
  }

  private static Boolean bool(String text) {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw new NumberFormatException(text);
    };
  }

  private static String canonical(Comparable<?> value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
