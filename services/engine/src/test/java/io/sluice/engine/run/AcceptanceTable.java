package io.sluice.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is made of each kind of input in each kind of state, as text: a row an input, a column a
 * state.
 *
 * @param cells every cell of the table
 */
record AcceptanceTable(List<Cell> cells) {

  /** One expectation. */
  record Cell(String input, String state, Acceptance acceptance) {}

  static AcceptanceTable parse(String text) {
    List<String[]> rows = text.lines().map(line -> line.strip().split("\\s+")).toList();
    List<Cell> cells = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      if (row.length != rows.getFirst().length + 1) {
        throw new IllegalArgumentException("cells missing: " + Arrays.toString(row));
      }
      for (int column = 0; column < rows.getFirst().length; column++) {
        cells.add(new Cell(row[0], rows.getFirst()[column], Acceptance.valueOf(row[column + 1])));
      }
    }
    return new AcceptanceTable(cells);
  }

  Set<String> inputs() {
    return cells.stream().map(Cell::input).collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> states() {
    return cells.stream().map(Cell::state).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of the records of a sealed hierarchy that satisfy the predicate. */
  static Set<String> kinds(Class<?> sealed, Predicate<Class<?>> which) {
    return leaves(sealed)
        .filter(which)
        .map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> kinds(Class<?> sealed) {
    return kinds(sealed, _ -> true);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(AcceptanceTable::leaves)
        : Stream.of(type);
  }
}
