package io.sluice.work.export;

import io.sluice.work.duckdb.SqlNames;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of a view.
 *
 * @param scale digits behind the point, for {@link Kind#DECIMAL}
 */
record ViewColumn(String name, Kind kind, int scale, String type) {

  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\(\\d+,\\s*(\\d+)\\)");

  /** How values are read and shown; everything exotic is read as text. */
  enum Kind {
    INTEGER,
    DECIMAL,
    DOUBLE,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    TEXT;

    boolean isNumber() {
      return this == INTEGER || this == DECIMAL || this == DOUBLE;
    }
  }

  static ViewColumn of(String name, String type) {
    Matcher decimal = DECIMAL.matcher(type);
    return decimal.matches()
        ? new ViewColumn(name, Kind.DECIMAL, Integer.parseInt(decimal.group(1)), type)
        : new ViewColumn(name, kind(type), 0, type);
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> Kind.INTEGER;
      case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> Kind.INTEGER;
      case "FLOAT", "DOUBLE" -> Kind.DOUBLE;
      case "BOOLEAN" -> Kind.BOOLEAN;
      case "DATE" -> Kind.DATE;
      case "TIMESTAMP" -> Kind.TIMESTAMP;
      default -> Kind.TEXT;
    };
  }

  /**
   * The column as DuckDB writes it in text; an instant always in UTC, whatever the session's zone.
   */
  String asText() {
    String quoted = SqlNames.identifier(name);
    return type.equals("TIMESTAMP WITH TIME ZONE")
        ? "CAST(%1$s AT TIME ZONE 'UTC' AS VARCHAR) || '+00' AS %1$s".formatted(quoted)
        : "CAST(%1$s AS VARCHAR) AS %1$s".formatted(quoted);
  }

  String asValue() {
    return kind == Kind.TEXT ? asText() : SqlNames.identifier(name);
  }
}
