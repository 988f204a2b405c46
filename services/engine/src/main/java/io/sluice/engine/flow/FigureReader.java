package io.sluice.engine.flow;

import io.sluice.engine.flow.Figure.Measure;
import java.util.List;
import java.util.Optional;

/** Reads {@code figures}. */
final class FigureReader {

  private final Reading reading;

  FigureReader(Reading reading) {
    this.reading = reading;
  }

  List<Figure> read(Fields flow) {
    Fields figures = Section.of(flow, "figures");
    Names.check(figures);
    return figures.keys().stream()
        .flatMap(name -> figures.get(name).flatMap(value -> figure(name, value)).stream())
        .toList();
  }

  private Optional<Figure> figure(String name, Value value) {
    Fields fields = value.fields(FlowKeys.FIGURE);
    String label = fields.get("label").flatMap(it -> it.text("a text")).orElse(name);
    String unit = fields.get("unit").flatMap(it -> it.text("a unit such as EUR")).orElse("");
    return fields
        .choice(List.of("rows", "of"))
        .flatMap(kind -> kind.equals("rows") ? rows(fields) : column(fields))
        .map(measure -> new Figure(name, measure, label, unit));
  }

  private Optional<Measure> rows(Fields fields) {
    if (fields.has("column")) {
      fields.problemAt("column", "\"column\" goes with \"of\", not with \"rows\"");
    }
    return fields.get("rows").flatMap(reading::source).map(Measure.Rows::new);
  }

  private Optional<Measure> column(Fields fields) {
    Optional<Value> column = fields.required("column");
    return fields
        .get("of")
        .flatMap(reading::source)
        .flatMap(
            stage ->
                column
                    .flatMap(value -> reading.column(value, Need.of(stage)))
                    .map(name -> new Measure.Value(stage, name)));
  }
}
