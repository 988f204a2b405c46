package io.sluice.engine.flow;

import io.sluice.engine.flow.Column.Rounding;
import io.sluice.engine.flow.ColumnType.Simple;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the columns of an input's contract. */
final class ColumnReader {

  private static final int MOST_COLUMNS = 2_000;

  private ColumnReader() {}

  static List<Column> read(Value value) {
    Fields fields = value.entries("a mapping of column names to types");
    if (value.isMapping() && fields.keys().isEmpty()) {
      value.problem("an input needs at least one column");
    }
    if (fields.keys().size() > MOST_COLUMNS) {
      value.problem("an input has at most %d columns".formatted(MOST_COLUMNS));
    }
    refuseTwins(fields);
    return fields.keys().stream()
        .flatMap(name -> fields.get(name).map(column -> column(name, column)).stream())
        .toList();
  }

  /** SQL does not tell {@code Price} from {@code price}. */
  private static void refuseTwins(Fields fields) {
    Set<String> seen = new HashSet<>();
    for (String name : fields.keys()) {
      if (name.isBlank() || name.length() > 200) {
        fields.problemAt(name, "a column's name has 1 to 200 characters");
      } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        fields.problemAt(name, "two columns have the name \"%s\"".formatted(name));
      }
    }
  }

  private static Column column(String name, Value value) {
    if (!value.isMapping()) {
      return new Column(name, name, TypeReader.read(value), false, Rounding.NONE, Optional.empty());
    }
    Fields fields = value.fields(FlowKeys.COLUMN);
    ColumnType type = fields.required("type").map(TypeReader::read).orElse(Simple.VARCHAR);
    refuseUnfit(fields, type);
    return new Column(
        name,
        fields.get("from").flatMap(from -> from.text("a column's heading")).orElse(name),
        type,
        fields.get("required").map(Value::flag).orElse(false),
        fields.get("round").map(round -> round.oneOf(Rounding.class)).orElse(Rounding.NONE),
        fields.get("format").flatMap(ColumnReader::dates));
  }

  private static void refuseUnfit(Fields fields, ColumnType type) {
    if (fields.has("format") && type != Simple.DATE && type != Simple.TIMESTAMP) {
      fields.problemAt("format", "only a date or timestamp has a format");
    }
    if (fields.has("round") && !(type instanceof ColumnType.Decimal)) {
      fields.problemAt("round", "only a decimal is rounded");
    }
  }

  private static Optional<String> dates(Value value) {
    Optional<String> pattern = value.text("a pattern such as dd/MM/yyyy");
    pattern.flatMap(DateSyntax::problemIn).ifPresent(value::problem);
    return pattern;
  }
}
