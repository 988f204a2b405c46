package io.sluice.engine.flow;

import io.sluice.engine.flow.InputFormat.Sheet;
import java.nio.charset.Charset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how an input's files are written: by {@code format}, or by the files' endings. */
final class FormatReader {

  /** The formats, by the word for them; each with its own keys. */
  private enum Kind {
    XLSX("sheet", "header_row"),
    CSV("delimiter", "quote", "encoding"),
    PARQUET();

    private final List<String> keys;

    Kind(String... keys) {
      this.keys = List.of(keys);
    }
  }

  private static final Map<String, Kind> ENDINGS =
      Map.of(".xlsx", Kind.XLSX, ".csv", Kind.CSV, ".csv.gz", Kind.CSV, ".parquet", Kind.PARQUET);
  private static final int MOST_SHEETS = 1_000;
  private static final int LAST_HEADER_ROW = 1_000;

  private FormatReader() {}

  static InputFormat read(Fields fields, List<String> files) {
    Optional<Kind> kind =
        fields
            .get("format")
            .map(value -> value.oneOf(Kind.class))
            .or(() -> byEnding(fields, files));
    kind.ifPresent(known -> refuseOthers(fields, known));
    return switch (kind.orElse(Kind.PARQUET)) {
      case XLSX -> xlsx(fields);
      case CSV -> csv(fields);
      case PARQUET -> new InputFormat.Parquet();
    };
  }

  private static Optional<Kind> byEnding(Fields fields, List<String> files) {
    Set<Optional<Kind>> kinds = new LinkedHashSet<>();
    files.forEach(file -> kinds.add(byEnding(file)));
    if (kinds.size() == 1 && kinds.iterator().next().isPresent()) {
      return kinds.iterator().next();
    }
    if (!kinds.isEmpty()) {
      fields.problemAt(
          "files",
          "the files' endings do not tell one format; say \"format: xlsx\", csv or parquet");
    }
    return Optional.empty();
  }

  private static Optional<Kind> byEnding(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return ENDINGS.entrySet().stream()
        .filter(ending -> name.endsWith(ending.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static void refuseOthers(Fields fields, Kind kind) {
    for (Kind other : Kind.values()) {
      for (String key : other.keys) {
        if (other != kind && fields.has(key)) {
          fields.problemAt(key, "\"%s\" is for %s files alone".formatted(key, word(other)));
        }
      }
    }
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static InputFormat xlsx(Fields fields) {
    return new InputFormat.Xlsx(
        fields.get("sheet").map(FormatReader::sheet).orElse(new Sheet.Number(1)),
        fields.get("header_row").map(value -> value.whole(1, LAST_HEADER_ROW)).orElse(1));
  }

  private static Sheet sheet(Value value) {
    return value.isWhole()
        ? new Sheet.Number(value.whole(1, MOST_SHEETS))
        : new Sheet.Named(value.text("a sheet's number or name").orElse(""));
  }

  private static InputFormat csv(Fields fields) {
    char delimiter = fields.get("delimiter").map(FormatReader::delimiter).orElse(',');
    char quote = fields.get("quote").map(FormatReader::quote).orElse('"');
    if (delimiter == quote) {
      fields.problem("delimiter and quote are the same character");
    }
    return new InputFormat.Csv(
        delimiter, quote, fields.get("encoding").map(FormatReader::encoding).orElse("UTF-8"));
  }

  private static char quote(Value value) {
    return value.parsed("one character such as '\"'", FormatReader::character).orElse('"');
  }

  /** One character that can stand between values. */
  static char delimiter(Value value) {
    return value.parsed("one character such as \";\"", FormatReader::character).orElse(',');
  }

  private static Optional<Character> character(String text) {
    return text.length() == 1 && !Character.isLetterOrDigit(text.charAt(0)) && text.charAt(0) > '\r'
            || text.equals("\t")
        ? Optional.of(text.charAt(0))
        : Optional.empty();
  }

  private static String encoding(Value value) {
    return value
        .parsed("an encoding such as UTF-8 or windows-1252", FormatReader::charset)
        .orElse("UTF-8");
  }

  private static Optional<String> charset(String text) {
    try {
      return Optional.of(Charset.forName(text).name());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
