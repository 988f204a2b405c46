package io.sluice.engine.flow;

import io.sluice.engine.flow.Check.Bounds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads bounds: {@code 5}, {@code {min: 1, max: 5}}, {@code [1, 5]}. */
final class BoundsReader {

  private static final Bounds OPEN = new Bounds(Optional.empty(), Optional.empty());

  private BoundsReader() {}

  /** A number of rows, or a mapping of the least and the most. */
  static Bounds rows(Value value) {
    if (!value.isMapping()) {
      return exactly(count(value));
    }
    Fields fields = value.fields(FlowKeys.BOUNDS);
    if (fields.keys().isEmpty()) {
      value.problem("min or max is missing");
    }
    return ordered(
        value,
        fields.get("min").flatMap(BoundsReader::count),
        fields.get("max").flatMap(BoundsReader::count));
  }

  private static Optional<BigDecimal> count(Value value) {
    return value.parsed(
        "a number of rows",
        text -> text.matches("\\d{1,15}") ? Optional.of(new BigDecimal(text)) : Optional.empty());
  }

  /** {@code expect: N} or {@code between: [a, b]}. */
  static Bounds value(Fields fields) {
    return fields
        .choice(List.of("expect", "between"))
        .flatMap(fields::get)
        .map(value -> value.path().endsWith("expect") ? expect(value) : between(value))
        .orElse(OPEN);
  }

  private static Bounds expect(Value value) {
    return exactly(value.number("a number"));
  }

  private static Bounds between(Value value) {
    List<Value> items = value.items("a list of two numbers");
    if (items.size() != 2) {
      if (value.isSequence()) {
        value.problem("expected a list of two numbers but found %d".formatted(items.size()));
      }
      return OPEN;
    }
    return ordered(value, items.get(0).number("a number"), items.get(1).number("a number"));
  }

  private static Bounds exactly(Optional<BigDecimal> number) {
    return new Bounds(number, number);
  }

  private static Bounds ordered(Value value, Optional<BigDecimal> min, Optional<BigDecimal> max) {
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      value.problem("the lower bound %s is more than the upper %s".formatted(min.get(), max.get()));
    }
    return new Bounds(min, max);
  }
}
