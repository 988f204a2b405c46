package io.sluice.cli.flows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Damage to a sheet: its first row is the header, row 1 the first of the data. */
final class Mutation {

  private Mutation() {}

  static UnaryOperator<List<List<Object>>> drop(int row) {
    return change(rows -> rows.remove(row));
  }

  static UnaryOperator<List<List<Object>>> repeat(int row) {
    return change(rows -> rows.add(row, rows.get(row)));
  }

  static UnaryOperator<List<List<Object>>> cell(int row, String column, UnaryOperator<Object> to) {
    return change(
        rows -> {
          int index = rows.getFirst().indexOf(column);
          List<Object> changed = new ArrayList<>(rows.get(row));
          changed.set(index, to.apply(changed.get(index)));
          rows.set(row, changed);
        });
  }

  static UnaryOperator<List<List<Object>>> header(String column, String to) {
    return cell(0, column, _ -> to);
  }

  static UnaryOperator<List<List<Object>>> keep(int rows) {
    return all -> all.subList(0, rows);
  }

  /** The first row of something sold: one with a sku. */
  static UnaryOperator<List<List<Object>>> atSold(RowChange change) {
    return rows -> {
      int sku = rows.getFirst().indexOf("sku");
      int row = 1;
      while (rows.get(row).get(sku).equals("")) {
        row++;
      }
      return change.at(row).apply(rows);
    };
  }

  /** A change at a row that is looked for. */
  interface RowChange {
    UnaryOperator<List<List<Object>>> at(int row);
  }

  static Object plusCent(Object price) {
    return ((BigDecimal) price).add(new BigDecimal("0.01"));
  }

  static Object plusOne(Object count) {
    return ((BigDecimal) count).add(BigDecimal.ONE);
  }

  private static UnaryOperator<List<List<Object>>> change(Consumer<List<List<Object>>> change) {
    return rows -> {
      List<List<Object>> changed = new ArrayList<>(rows);
      change.accept(changed);
      return changed;
    };
  }
}
