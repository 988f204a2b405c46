package io.sluice.work.ingest;

import io.sluice.engine.flow.Column;
import io.sluice.engine.flow.Column.Rounding;
import io.sluice.engine.flow.ColumnType;
import io.sluice.work.duckdb.SqlNames;

/**
 * The SQL that turns the text of a column into its type, strictly: what DuckDB's casts forgive
 * ({@code 1.5} as an integer, {@code 1_000}, {@code inf}) is a violation here.
 *
 * <p>Around numbers, dates and truth values blanks do not count; text is kept as it is. An integer
 * may end with {@code .0}.
 *
 * @param index position in the contract, from 0
 */
record ColumnSql(Column column, int index) {

  /** The column of the raw table that holds the text, null where the cell is empty. */
  String raw() {
    return "c" + index;
  }

  /** The column of the typed table. */
  String typed() {
    return "v" + index;
  }

  /** Whether the cell breaks the contract; over the raw table joined with {@link #typed()}. */
  String broken() {
    String required = column.required() ? " OR %s IS NULL".formatted(text()) : "";
    return "((errors IS NOT NULL AND contains(errors, ',%d,')) OR (%s IS NOT NULL AND %s IS NULL)%s)"
        .formatted(index, text(), typed(), required);
  }

  /** The typed value, null where the text is none. */
  String value() {
    return switch (column.type()) {
      case ColumnType.Decimal decimal -> decimal(decimal);
      case ColumnType.Simple simple -> simple(simple);
    };
  }

  /** What the contract asks for, in words. */
  String expected() {
    String type = column.type().sql();
    String form = column.format().map(" like "::concat).orElse("");
    boolean exact =
        column.type() instanceof ColumnType.Decimal && column.rounding() == Rounding.NONE;
    return type
        + form
        + (exact ? " without further digits" : "")
        + (column.required() ? ", not empty" : "");
  }

  private String text() {
    return column.type() == ColumnType.Simple.VARCHAR
        ? raw()
        : "nullif(trim(%s), '')".formatted(raw());
  }

  private String simple(ColumnType.Simple type) {
    return switch (type) {
      case VARCHAR -> raw();
      case BOOLEAN ->
          "CASE lower(%s) WHEN 'true' THEN true WHEN '1' THEN true WHEN 'false' THEN false WHEN '0' THEN false END"
              .formatted(text());
      case INTEGER, BIGINT ->
          when(
              "[+-]?[0-9]+(\\.0*)?",
              "TRY_CAST(split_part(%s, '.', 1) AS %s)".formatted(text(), type.sql()));
      case DOUBLE -> finite();
      case DATE -> moment("[0-9]{4}-[0-9]{2}-[0-9]{2}", "DATE");
      case TIMESTAMP ->
          moment(
              "[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?)?",
              "TIMESTAMP");
    };
  }

  private String when(String pattern, String value) {
    return "CASE WHEN regexp_full_match(%s, '%s') THEN %s END".formatted(text(), pattern, value);
  }

  private String finite() {
    String cast = "TRY_CAST(%s AS DOUBLE)".formatted(text());
    String number = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?";
    return when(number, "CASE WHEN isfinite(%s) THEN %s END".formatted(cast, cast));
  }

  private String decimal(ColumnType.Decimal type) {
    String cast = "TRY_CAST(%s AS %s)".formatted(text(), type.sql());
    return switch (column.rounding()) {
      case NONE ->
          when(
              "[+-]?([0-9]+(\\.[0-9]{0,%1$d}0*)?|\\.[0-9]{0,%1$d}0*)".formatted(type.scale()),
              cast);
      // DuckDB rounds text half away from zero, as java.math.RoundingMode.HALF_UP does.
      case HALF_UP -> when("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?", cast);
      case HALF_EVEN -> when("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)", halfEven(type, cast));
    };
  }

  /** On a tie after an even digit, what is left when the rest is cut off; else half up. */
  private String halfEven(ColumnType.Decimal type, String halfUp) {
    String whole = "split_part(%s, '.', 1)".formatted(text());
    String fraction = "split_part(%s, '.', 2)".formatted(text());
    String kept = "(%s || '.' || substr(%s, 1, %d))".formatted(whole, fraction, type.scale());
    String tie = "regexp_full_match(substr(%s, %d), '50*')".formatted(fraction, type.scale() + 1);
    String odd = "regexp_matches(%s, '[13579]\\.?$')".formatted(kept);
    String cut =
        "CASE WHEN regexp_matches(%1$s, '[0-9]') THEN TRY_CAST(%1$s AS %2$s) ELSE 0 END"
            .formatted(kept, type.sql());
    return "CASE WHEN %s AND NOT %s THEN %s ELSE %s END".formatted(tie, odd, cut, halfUp);
  }

  private String moment(String iso, String type) {
    String plain = when(iso, "TRY_CAST(%s AS %s)".formatted(text(), type));
    if (column.format().isEmpty()) {
      return plain;
    }
    String format = SqlNames.text(DateFormat.strptime(column.format().get()));
    String parsed = "try_strptime(%s, %s)".formatted(text(), format);
    // strptime takes 1 where 01 is asked for: only what is written the same again is taken.
    String strict =
        "CASE WHEN strftime(%s, %s) = %s THEN CAST(%s AS %s) END"
            .formatted(parsed, format, text(), parsed, type);
    return "coalesce(CASE WHEN dated THEN %s END, %s)".formatted(plain, strict);
  }
}
