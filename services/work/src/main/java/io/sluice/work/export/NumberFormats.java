package io.sluice.work.export;

import io.sluice.engine.flow.Export.Sheet;
import java.util.Optional;

/** The number format of a sheet's columns: the flow's own, or one that follows from the type. */
final class NumberFormats {

  private NumberFormats() {}

  static Optional<String> of(Sheet sheet, ViewColumn column) {
    return sheet.formats().entrySet().stream()
        .filter(format -> format.getKey().equalsIgnoreCase(column.name()))
        .map(format -> format.getValue())
        .findFirst()
        .or(() -> byType(column));
  }

  /** Integers get no separators, since most of them are identifiers. */
  private static Optional<String> byType(ViewColumn column) {
    return switch (column.kind()) {
      case INTEGER -> Optional.of("0");
      case DECIMAL ->
          Optional.of(column.scale() == 0 ? "0" : "#,##0." + "0".repeat(column.scale()));
      case DATE -> Optional.of("yyyy-mm-dd");
      case TIMESTAMP -> Optional.of("yyyy-mm-dd hh:mm:ss");
      case TEXT -> Optional.of("@");
      case DOUBLE, BOOLEAN -> Optional.empty();
    };
  }
}
