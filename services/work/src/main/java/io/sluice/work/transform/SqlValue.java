package io.sluice.work.transform;

import io.sluice.engine.flow.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A parameter's value, bound to a statement and never part of its text.
 *
 * @param text canonical text of the type: ISO 8601 dates and times, plain numbers
 */
public record SqlValue(ColumnType type, String text) {

  /**
   * The value as JDBC binds it.
   *
   * @throws IllegalArgumentException when the text is none of the type
   */
  Object toJdbc() {
    try {
      return switch (type) {
        case ColumnType.Simple simple -> simple(simple);
        case ColumnType.Decimal decimal -> new BigDecimal(text).setScale(decimal.scale());
      };
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no %s".formatted(text, type.sql()), e);
    }
  }

  private Object simple(ColumnType.Simple simple) {
    return switch (simple) {
      case BOOLEAN -> Boolean.valueOf(text);
      case INTEGER -> Integer.valueOf(text);
      case BIGINT -> new BigInteger(text).longValueExact();
      case DOUBLE -> Double.valueOf(text);
      case VARCHAR -> text;
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP -> LocalDateTime.parse(text);
    };
  }
}
