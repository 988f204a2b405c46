package io.sluice.work.check;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Rows as people read them. */
final class Words {

  private Words() {}

  /** The first columns of a result's current row on one line: {@code sku=12, title=NULL}. */
  static String row(ResultSet row, int columns) throws SQLException {
    var text = new StringJoiner(", ");
    for (int i = 1; i <= columns; i++) {
      text.add(row.getMetaData().getColumnName(i) + "=" + value(row.getObject(i)));
    }
    return text.toString();
  }

  /** A value on one line; numbers without exponent. */
  static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case BigDecimal number -> number.toPlainString();
      default -> value.toString().replaceAll("\\p{Cntrl}", " ");
    };
  }
}
