package io.sluice.engine.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code publish}. */
final class PublicationReader {

  private static final List<String> KINDS = List.of("xlsx", "csv", "parquet", "html", "duckdb");
  private static final int LONGEST_TITLE = 31;
  private static final Pattern NOT_IN_TITLE = Pattern.compile("[\\[\\]:*?/\\\\]|^'|'$");

  private final Reading reading;

  PublicationReader(Reading reading) {
    this.reading = reading;
  }

  List<Publication> read(Fields flow) {
    Fields publications = Section.of(flow, "publish");
    Names.check(publications);
    return publications.keys().stream()
        .flatMap(name -> publications.get(name).flatMap(value -> publication(name, value)).stream())
        .toList();
  }

  private Optional<Publication> publication(String name, Value value) {
    Fields fields = value.fields(FlowKeys.PUBLICATION);
    String pool = Names.pool(fields, Publication.DEFAULT_POOL);
    return fields
        .choice(KINDS)
        .flatMap(kind -> export(name, kind, fields.get(kind).orElseThrow()))
        .map(export -> new Publication(name, export, pool));
  }

  private Optional<Export> export(String name, String kind, Value value) {
    return switch (kind) {
      case "xlsx" -> Optional.of(new Export.Xlsx(sheets(value)));
      case "csv" -> csv(value);
      case "parquet" -> reading.source(value).map(Export.Parquet::new);
      case "html" -> new ReportReader(reading).read(name, value).map(html -> html);
      default -> Optional.of(new Export.DuckDb(tables(value)));
    };
  }

  private Optional<Export> csv(Value value) {
    if (!value.isMapping()) {
      return reading.source(value).map(stage -> new Export.Csv(stage, ','));
    }
    Fields fields = value.fields(FlowKeys.CSV);
    char delimiter = fields.get("delimiter").map(FormatReader::delimiter).orElse(',');
    if (delimiter == '"') {
      fields.problemAt("delimiter", "values with a delimiter in them stand in double quotes");
    }
    return fields
        .required("of")
        .flatMap(reading::source)
        .map(stage -> new Export.Csv(stage, delimiter));
  }

  private List<String> tables(Value value) {
    return value.is("all")
        ? List.of()
        : value.oneOrMore("all or a list of inputs and stages").stream()
            .flatMap(item -> reading.source(item).stream())
            .toList();
  }

  private List<Export.Sheet> sheets(Value value) {
    Optional<Value> sheets = value.fields(FlowKeys.XLSX).required("sheets");
    if (sheets.isEmpty()) {
      return List.of();
    }
    Fields fields = sheets.get().entries("a mapping of sheet titles to stages");
    if (sheets.get().isMapping() && fields.keys().isEmpty()) {
      sheets.get().problem("a workbook needs at least one sheet");
    }
    checkTitles(fields);
    return fields.keys().stream()
        .flatMap(title -> fields.get(title).flatMap(sheet -> sheet(title, sheet)).stream())
        .toList();
  }

  /** The rules that spreadsheet programs have for the names of sheets. */
  private static void checkTitles(Fields fields) {
    Set<String> seen = new HashSet<>();
    for (String title : fields.keys()) {
      if (title.isBlank() || title.length() > LONGEST_TITLE) {
        fields.problemAt(title, "a sheet's title has 1 to %d characters".formatted(LONGEST_TITLE));
      } else if (NOT_IN_TITLE.matcher(title).find()) {
        fields.problemAt(title, "a sheet's title has none of [ ] : * ? / \\ and no ' at its ends");
      } else if (!seen.add(title.toLowerCase(Locale.ROOT))) {
        fields.problemAt(title, "two sheets have the title \"%s\"".formatted(title));
      }
    }
  }

  private Optional<Export.Sheet> sheet(String title, Value value) {
    if (!value.isMapping()) {
      return reading.source(value).map(stage -> new Export.Sheet(title, stage, Map.of()));
    }
    Fields fields = value.fields(FlowKeys.SHEET);
    Map<String, String> formats =
        fields.get("formats").map(PublicationReader::formats).orElse(Map.of());
    Optional<String> of = fields.required("of").flatMap(reading::source);
    of.ifPresent(stage -> checkColumns(fields.get("formats"), stage));
    return of.map(stage -> new Export.Sheet(title, stage, formats));
  }

  private void checkColumns(Optional<Value> formats, String stage) {
    Optional<Fields> columns = formats.filter(Value::isMapping).map(it -> it.entries("columns"));
    columns.ifPresent(
        fields ->
            fields
                .keys()
                .forEach(
                    column ->
                        reading
                            .known()
                            .problemWithColumn(stage, column)
                            .ifPresent(problem -> fields.problemAt(column, problem))));
  }

  private static Map<String, String> formats(Value value) {
    Fields fields = value.entries("a mapping of columns to number formats");
    Map<String, String> formats = new HashMap<>();
    for (String column : fields.keys()) {
      fields
          .get(column)
          .flatMap(format -> format.text("a number format such as \"0.00\""))
          .ifPresent(format -> formats.put(column, format));
    }
    return formats;
  }
}
