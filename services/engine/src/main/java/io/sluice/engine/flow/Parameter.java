package io.sluice.engine.flow;

import java.util.Optional;

/**
 * A value that a run may be given. Values are kept as canonical text of their type.
 *
 * @param defaultValue used when a trigger gives none; a parameter without one must be given
 * @param min lowest allowed value, for numbers and dates
 * @param max highest allowed value, for numbers and dates
 */
public record Parameter(
    String name,
    ColumnType type,
    Optional<String> defaultValue,
    Optional<String> min,
    Optional<String> max) {

  Parameter withDefault(Optional<String> value) {
    return new Parameter(name, type, value, min, max);
  }

  /** Why a given value cannot be used, in words for people; empty when it can. */
  public Optional<String> problemWith(String given) {
    Optional<TypedValue> value = TypedValue.of(type, given);
    if (value.isEmpty()) {
      return Optional.of("expected a value of type %s but found %s".formatted(type.sql(), given));
    }
    if (bound(min).filter(low -> value.get().compare(low) < 0).isPresent()) {
      return Optional.of("expected at least %s but found %s".formatted(min.orElseThrow(), given));
    }
    if (bound(max).filter(high -> value.get().compare(high) > 0).isPresent()) {
      return Optional.of("expected at most %s but found %s".formatted(max.orElseThrow(), given));
    }
    return Optional.empty();
  }

  /**
   * The canonical text of a given value, so that {@code 2} and {@code 2.0} are one double.
   *
   * @throws IllegalArgumentException when the value is not of the type
   */
  public String canonical(String given) {
    return TypedValue.of(type, given)
        .map(TypedValue::text)
        .orElseThrow(() -> new IllegalArgumentException(name + " is no " + type.sql()));
  }

  private Optional<TypedValue> bound(Optional<String> text) {
    return text.flatMap(bound -> TypedValue.of(type, bound));
  }
}
