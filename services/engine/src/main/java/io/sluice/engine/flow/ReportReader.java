package io.sluice.engine.flow;

import io.sluice.engine.flow.Export.Block;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the file of a report page: its title and blocks. */
final class ReportReader {

  private static final int MOST_BLOCKS = 100;
  private static final int MOST_ROWS = 10_000;
  private static final int USUAL_ROWS = 100;
  private static final int MOST_POINTS = 500;
  private static final int USUAL_POINTS = 50;
  private static final List<String> KINDS = List.of("bar", "line", "pie");

  private final Reading reading;

  ReportReader(Reading reading) {
    this.reading = reading;
  }

  Optional<Export.Html> read(String name, Value value) {
    Optional<String> file = reading.file(value, ".yaml");
    Optional<Node> tree = file.map(path -> reading.source().trees().get(path));
    return tree.map(node -> page(name, Value.root(node, file.orElseThrow(), reading.problems())));
  }

  private Export.Html page(String name, Value root) {
    Fields fields = root.fields(FlowKeys.REPORT);
    String title = fields.get("title").flatMap(it -> it.text("a title")).orElse(name);
    String lang = fields.get("lang").flatMap(ReportReader::language).orElse("en");
    List<Value> blocks =
        fields.required("blocks").map(it -> it.items("a list of blocks")).orElse(List.of());
    if (blocks.size() > MOST_BLOCKS) {
      fields.problemAt("blocks", "a page has at most %d blocks".formatted(MOST_BLOCKS));
    }
    return new Export.Html(
        root.file(), title, lang, blocks.stream().flatMap(it -> block(it).stream()).toList());
  }

  private static Optional<String> language(Value value) {
    return value.parsed(
        "a language such as fr",
        text -> Optional.of(text).filter(lang -> lang.matches("[a-z]{2}(-[A-Z]{2})?")));
  }

  private Optional<Block> block(Value value) {
    Fields fields = value.fields(FlowKeys.BLOCK);
    return fields
        .choice(FlowKeys.BLOCK)
        .flatMap(kind -> block(kind, fields.get(kind).orElseThrow()));
  }

  private Optional<Block> block(String kind, Value value) {
    return switch (kind) {
      case "text" -> value.text("a text").map(Block.Text::new);
      case "figures" -> Optional.of(new Block.Figures(figures(value)));
      case "table" -> table(value.fields(FlowKeys.TABLE));
      default -> chart(value.fields(FlowKeys.CHART));
    };
  }

  /** An empty list means all of the flow's figures. */
  private List<String> figures(Value value) {
    List<String> figures = FigureNames.allOrSome(value, reading);
    return value.is("all") ? List.of() : figures;
  }

  private Optional<Block> table(Fields fields) {
    int limit = fields.get("limit").map(it -> it.whole(1, MOST_ROWS)).orElse(USUAL_ROWS);
    Optional<String> title = title(fields);
    return fields
        .required("of")
        .flatMap(reading::source)
        .map(of -> new Block.Table(title.orElse(of), of, limit));
  }

  private Optional<Block> chart(Fields fields) {
    int limit = fields.get("limit").map(it -> it.whole(1, MOST_POINTS)).orElse(USUAL_POINTS);
    Optional<String> title = title(fields);
    Optional<Value> x = fields.required("x");
    Optional<Value> y = fields.required("y");
    Optional<String> kind = fields.choice(KINDS);
    return kind.flatMap(fields::get)
        .flatMap(reading::source)
        .map(
            of ->
                new Block.Chart(
                    title.orElse(of),
                    kind(kind.orElseThrow()),
                    of,
                    column(x, of),
                    column(y, of),
                    limit));
  }

  private static Optional<String> title(Fields fields) {
    return fields.get("title").flatMap(it -> it.text("a title"));
  }

  private String column(Optional<Value> value, String of) {
    return value.flatMap(it -> reading.column(it, Need.of(of))).orElse("");
  }

  private static Block.Chart.Kind kind(String word) {
    return Block.Chart.Kind.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
