package io.sluice.engine.flow;

import io.sluice.engine.flow.ColumnType.Decimal;
import io.sluice.engine.flow.ColumnType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A value of a type.
 *
 * @param text its canonical text: two texts of the same value have the same
 */
record TypedValue(String text, Comparable<?> value) {

  private static final int LONGEST = 1_000;

  /** The value that the text stands for; empty when it is none of the type's. */
  static Optional<TypedValue> of(ColumnType type, String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return switch (type) {
        case Decimal decimal -> decimal(decimal, text);
        case Simple simple -> simple(simple, text);
      };
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether values of the type have an order that bounds can use. */
  static boolean isOrdered(ColumnType type) {
    return type != Simple.BOOLEAN && type != Simple.VARCHAR;
  }

  /** Negative, zero or positive as this value is less, equal or more; for values of one type. */
  int compare(TypedValue other) {
    return switch (value) {
      case BigDecimal number -> number.compareTo((BigDecimal) other.value);
      case BigInteger number -> number.compareTo((BigInteger) other.value);
      case Double number -> number.compareTo((Double) other.value);
      case LocalDate date -> date.compareTo((LocalDate) other.value);
      case LocalDateTime time -> time.compareTo((LocalDateTime) other.value);
      default -> text.compareTo(other.text);
    };
  }

  private static Optional<TypedValue> simple(Simple type, String text) {
    return switch (type) {
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? Optional.of(new TypedValue(text, Boolean.valueOf(text)))
              : Optional.empty();
      case INTEGER -> integer(text, Integer.SIZE);
      case BIGINT -> integer(text, Long.SIZE);
      case DOUBLE ->
          Value.decimal(text)
              .map(BigDecimal::doubleValue)
              .map(number -> new TypedValue(number.toString(), number));
      case VARCHAR -> Optional.of(new TypedValue(text, text));
      case DATE -> Optional.of(LocalDate.parse(text)).map(date -> plain(date));
      case TIMESTAMP -> Optional.of(LocalDateTime.parse(text)).map(time -> plain(time));
    };
  }

  private static TypedValue plain(Comparable<?> value) {
    return new TypedValue(value.toString(), value);
  }

  private static Optional<TypedValue> integer(String text, int bits) {
    return text.matches("[-+]?\\d{1,20}")
        ? Optional.of(new BigInteger(text))
            .filter(number -> number.bitLength() < bits)
            .map(TypedValue::plain)
        : Optional.empty();
  }

  private static Optional<TypedValue> decimal(Decimal type, String text) {
    return Value.decimal(text)
        .map(BigDecimal::stripTrailingZeros)
        .filter(number -> number.scale() <= type.scale())
        .filter(number -> number.precision() - number.scale() <= type.precision() - type.scale())
        .map(number -> number.setScale(type.scale()))
        .map(number -> new TypedValue(number.toPlainString(), number));
  }
}
