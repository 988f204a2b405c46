package io.sluice.work.compare;

import io.sluice.work.duckdb.SqlNames;
import io.sluice.work.store.TableFacts.TableColumn;
import java.util.Set;

/** A column that two tables have in common, as it stands in SQL. */
record ComparedColumn(String name, String typeBefore, String typeAfter, int number) {

  private static final Set<String> FLOATING = Set.of("DOUBLE", "FLOAT");
  private static final Set<String> WHOLE =
      Set.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "UHUGEINT");

  static ComparedColumn of(TableColumn before, TableColumn after, int number) {
    return new ComparedColumn(after.name(), before.type(), after.type(), number);
  }

  boolean sameType() {
    return typeBefore.equals(typeAfter);
  }

  /** Whether values that differ in their last digits count as equal. */
  boolean floating() {
    return numeric(typeBefore)
        && numeric(typeAfter)
        && (FLOATING.contains(typeBefore) || FLOATING.contains(typeAfter));
  }

  private static boolean numeric(String type) {
    return FLOATING.contains(type) || WHOLE.contains(type) || type.startsWith("DECIMAL(");
  }

  /** The column under its alias, so that no name of a flow's can clash with another. */
  String selected() {
    String name = SqlNames.identifier(name());
    String value = sameType() || bothNumeric() ? name : "CAST(%s AS VARCHAR)".formatted(name);
    return value + " AS " + alias();
  }

  private boolean bothNumeric() {
    return numeric(typeBefore) && numeric(typeAfter);
  }

  String alias() {
    return "c" + number;
  }

  /** The digits of a value that are sure, to put rows in order by. */
  String sureDigits() {
    String name = SqlNames.identifier(name());
    return floating() ? "TRY_CAST(%s AS FLOAT)".formatted(name) : name;
  }

  /** Whether the values of {@code p} and {@code q} differ. */
  String differs() {
    String exact = "p.%1$s IS DISTINCT FROM q.%1$s".formatted(alias());
    if (!floating()) {
      return exact;
    }
    return "NOT coalesce(%s, NOT (%s))"
        .formatted(
            """
            p.%1$s = q.%1$s OR (isfinite(p.%1$s::DOUBLE) AND isfinite(q.%1$s::DOUBLE)
            AND abs(p.%1$s::DOUBLE - q.%1$s::DOUBLE)
            <= greatest(%2$s, %3$s * greatest(abs(p.%1$s::DOUBLE), abs(q.%1$s::DOUBLE))))\
            """
                .formatted(alias(), TableComparison.ZERO, TableComparison.TOLERANCE),
            exact);
  }
}
