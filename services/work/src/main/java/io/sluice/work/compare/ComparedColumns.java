package io.sluice.work.compare;

import io.sluice.work.duckdb.SqlNames;
import io.sluice.work.store.TableFacts.TableColumn;
import io.sluice.work.transform.TableFingerprint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of two tables: those that rows are known by, and the others.
 *
 * @param keyed whether the key is the one that was asked for, not just everything that is exact
 * @param known what pairs a row with its like; empty when there is nothing but floating numbers
 * @param others what may differ between the two
 * @param notes columns that only one table has, or that have another type
 */
record ComparedColumns(
    boolean keyed, List<ComparedColumn> known, List<ComparedColumn> others, List<String> notes) {

  static ComparedColumns of(Connection duckdb, String before, String after, List<String> key)
      throws SQLException {
    Map<String, TableColumn> had = describe(duckdb, before);
    Map<String, TableColumn> has = describe(duckdb, after);
    List<ComparedColumn> common = new ArrayList<>();
    has.forEach(
        (name, column) -> {
          TableColumn old = had.get(name);
          if (old != null) {
            common.add(ComparedColumn.of(old, column, common.size()));
          }
        });
    Set<String> wanted = new HashSet<>();
    key.forEach(name -> wanted.add(name.toLowerCase(Locale.ROOT)));
    boolean keyed =
        !key.isEmpty() && had.keySet().containsAll(wanted) && has.keySet().containsAll(wanted);
    Map<Boolean, List<ComparedColumn>> parts =
        common.stream()
            .collect(
                Collectors.partitioningBy(
                    column -> keyed ? wanted.contains(lower(column.name())) : isExact(column)));
    return new ComparedColumns(
        keyed,
        parts.getOrDefault(true, List.of()),
        parts.getOrDefault(false, List.of()),
        notes(had, has, common));
  }

  private static boolean isExact(ComparedColumn column) {
    return !TableFingerprint.isFloating(column.typeBefore())
        && !TableFingerprint.isFloating(column.typeAfter());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** By lower-case name, since SQL does not tell them apart otherwise. */
  private static Map<String, TableColumn> describe(Connection duckdb, String table)
      throws SQLException {
    Map<String, TableColumn> columns = new LinkedHashMap<>();
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
      while (rows.next()) {
        columns.put(
            lower(rows.getString(1)), new TableColumn(rows.getString(1), rows.getString(2)));
      }
    }
    return columns;
  }

  private static List<String> notes(
      Map<String, TableColumn> had, Map<String, TableColumn> has, List<ComparedColumn> common) {
    List<String> notes = new ArrayList<>();
    has.forEach(
        (name, column) -> {
          if (!had.containsKey(name)) {
            notes.add("column %s is new (%s)".formatted(column.name(), column.type()));
          }
        });
    had.forEach(
        (name, column) -> {
          if (!has.containsKey(name)) {
            notes.add("column %s is gone (%s)".formatted(column.name(), column.type()));
          }
        });
    for (ComparedColumn column : common) {
      if (!column.sameType()) {
        notes.add(
            "column %s was %s and is %s"
                .formatted(column.name(), column.typeBefore(), column.typeAfter()));
      }
    }
    return notes;
  }

  /**
   * The rows of a table that differ from the other's, with {@code n} to tell rows of the same key
   * apart.
   */
  String differences(String before, String after) {
    String pairing =
        known.stream()
            .map(c -> "p.%1$s IS NOT DISTINCT FROM q.%1$s AND ".formatted(c.alias()))
            .collect(Collectors.joining());
    String differing = others.stream().map(c -> " OR " + c.differs()).collect(Collectors.joining());
    return """
    SELECT CASE WHEN p.n IS NULL THEN 'ADDED' WHEN q.n IS NULL THEN 'REMOVED' ELSE 'CHANGED' END
    AS kind, coalesce(p.n, q.n) AS n%s
    FROM %s AS p FULL JOIN %s AS q ON %sp.n = q.n
    WHERE p.n IS NULL OR q.n IS NULL%s\
    """
        .formatted(pairs(), side(before), side(after), pairing, differing);
  }

  private String pairs() {
    StringBuilder text = new StringBuilder();
    for (ComparedColumn c : known) {
      text.append(
          ", CASE WHEN p.n IS NULL THEN q.%1$s ELSE p.%1$s END AS k%2$d"
              .formatted(c.alias(), c.number()));
    }
    for (ComparedColumn c : others) {
      text.append(
          ", p.%1$s AS b%2$d, q.%1$s AS a%2$d, %3$s AS d%2$d"
              .formatted(c.alias(), c.number(), c.differs()));
    }
    return text.toString();
  }

  private String side(String table) {
    StringBuilder text = new StringBuilder("(SELECT ");
    known.forEach(column -> text.append(column.selected()).append(", "));
    others.forEach(column -> text.append(column.selected()).append(", "));
    String partition =
        known.stream()
            .map(column -> SqlNames.identifier(column.name()))
            .collect(Collectors.joining(", "));
    String order =
        Stream.concat(
                others.stream().map(ComparedColumn::sureDigits),
                others.stream().map(column -> SqlNames.identifier(column.name())))
            .collect(Collectors.joining(", "));
    text.append("row_number() OVER (");
    text.append(partition.isEmpty() ? "" : "PARTITION BY " + partition + " ");
    text.append(order.isEmpty() ? "" : "ORDER BY " + order);
    return text.append(") AS n FROM ").append(table).append(")").toString();
  }
}
