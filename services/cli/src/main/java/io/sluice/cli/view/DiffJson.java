package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.cli.view.RunsDiff.Side;
import io.sluice.cli.view.RunsDiff.TableDifference;
import io.sluice.engine.compare.ComparedFigure;
import io.sluice.work.compare.ArtefactComparison.Outcome;
import io.sluice.work.compare.TableDiff;
import io.sluice.work.compare.TableDiff.Cell;
import io.sluice.work.compare.TableDiff.Row;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Writes two runs side by side as one JSON object on one line. Values of rows are texts, since JSON
 * has not all types.
 */
public final class DiffJson {

  private DiffJson() {}

  /** The object, without a line feed. */
  public static String of(RunsDiff diff) {
    return Json.object(diff, DiffJson::write);
  }

  private static void write(JsonGenerator json, RunsDiff diff) throws IOException {
    json.writeStringField("flow", diff.flow());
    side(json, "before", diff.before());
    side(json, "after", diff.after());
    Json.array(json, "figures", diff.figures(), DiffJson::figure);
    Json.array(json, "tables", diff.tables(), DiffJson::table);
  }

  private static void side(JsonGenerator json, String name, Side side) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("run", side.run());
    Json.subject(json, side.subject());
    Json.number(json, "version", side.version());
    json.writeStringField("revision", side.revision());
    json.writeStringField("started", side.started().toString());
    json.writeEndObject();
  }

  private static void figure(JsonGenerator json, ComparedFigure figure) throws IOException {
    json.writeStringField("name", figure.name());
    Json.decimal(json, "before", figure.before());
    Json.decimal(json, "after", figure.after());
    Json.decimal(json, "change", figure.change());
    Json.text(json, "unit", figure.unit());
  }

  private static void table(JsonGenerator json, TableDifference table) throws IOException {
    json.writeStringField("table", table.stage());
    texts(json, "publications", table.publications());
    switch (table.outcome()) {
      case Outcome.Impossible(String why) -> json.writeStringField("error", why);
      case Outcome.Compared(TableDiff diff) -> diff(json, diff);
    }
  }

  private static void diff(JsonGenerator json, TableDiff diff) throws IOException {
    json.writeBooleanField("same", diff.isSame());
    texts(json, "key", diff.key());
    json.writeNumberField("rows_before", diff.rowsBefore());
    json.writeNumberField("rows_after", diff.rowsAfter());
    json.writeNumberField("added", diff.added());
    json.writeNumberField("removed", diff.removed());
    json.writeNumberField("changed", diff.changed());
    texts(json, "columns", diff.columns());
    Json.array(json, "rows", diff.rows(), DiffJson::row);
  }

  private static void row(JsonGenerator json, Row row) throws IOException {
    json.writeStringField("kind", row.kind().name().toLowerCase(Locale.ROOT));
    Json.array(json, "known_by", row.known(), DiffJson::cell);
    Json.array(json, "values", row.cells(), DiffJson::cell);
  }

  private static void cell(JsonGenerator json, Cell cell) throws IOException {
    json.writeStringField("column", cell.column());
    json.writeStringField("before", cell.before().orElse(null));
    json.writeStringField("after", cell.after().orElse(null));
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
