package io.sluice.engine.flow;

import io.sluice.engine.flow.ColumnType.Decimal;
import io.sluice.engine.flow.ColumnType.Simple;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the type of a column or parameter. */
final class TypeReader {

  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(\\s*(\\d{1,2})\\s*,\\s*(\\d{1,2})\\s*\\)");
  private static final List<String> SIMPLE =
      Arrays.stream(Simple.values()).map(Simple::sql).toList();
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("string", "varchar"),
          Map.entry("text", "varchar"),
          Map.entry("int", "integer"),
          Map.entry("long", "bigint"),
          Map.entry("float", "double"),
          Map.entry("real", "double"),
          Map.entry("bool", "boolean"),
          Map.entry("datetime", "timestamp"),
          Map.entry("decimal", "decimal(10,2)"),
          Map.entry("number", "decimal(10,2)"),
          Map.entry("numeric", "decimal(10,2)"));

  private TypeReader() {}

  /** The type; {@code varchar} after a problem. */
  static ColumnType read(Value value) {
    Optional<ColumnType> type =
        value
            .text("a type such as bigint")
            .map(TypeReader::parse)
            .flatMap(
                parsed -> {
                  parsed.problem().ifPresent(value::problem);
                  return parsed.type();
                });
    return type.orElse(Simple.VARCHAR);
  }

  private record Parsed(Optional<ColumnType> type, Optional<String> problem) {}

  private static Parsed parse(String text) {
    Matcher matcher = DECIMAL.matcher(text);
    if (matcher.matches()) {
      return decimal(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
    int index = SIMPLE.indexOf(text);
    return index >= 0
        ? new Parsed(Optional.of(Simple.values()[index]), Optional.empty())
        : new Parsed(Optional.empty(), Optional.of(unknown(text)));
  }

  private static Parsed decimal(int precision, int scale) {
    try {
      return new Parsed(Optional.of(new Decimal(precision, scale)), Optional.empty());
    } catch (IllegalArgumentException e) {
      return new Parsed(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static String unknown(String text) {
    String other = OTHER_NAMES.get(text);
    String hint =
        other == null ? Suggestion.near(text, SIMPLE) : "; did you mean \"%s\"?".formatted(other);
    return "there is no type \"%s\"; the types are %s and decimal(precision,scale)%s"
        .formatted(text, String.join(", ", SIMPLE), hint);
  }
}
