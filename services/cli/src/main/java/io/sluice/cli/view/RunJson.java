package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.cli.view.RunView.CheckRow;
import io.sluice.cli.view.RunView.FigureRow;
import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.cli.view.RunView.StageRow;
import io.sluice.cli.view.RunView.Status;
import java.io.IOException;

/**
 * Writes a run as one JSON object on one line. Figures are exact JSON numbers, never in exponent
 * form; what is not known is null; {@code error} is there only when the run was neither published
 * nor replayed.
 */
public final class RunJson {

  private RunJson() {}

  /** The object, without a line feed. */
  public static String of(RunView view) {
    return Json.object(view, RunJson::run);
  }

  private static void run(JsonGenerator json, RunView view) throws IOException {
    json.writeStringField("run", view.run());
    json.writeStringField("flow", view.flow());
    json.writeStringField("revision", view.revision());
    Json.texts(json, "slice", view.slice());
    Json.text(json, "period", view.period());
    Json.number(json, "version", view.version().stream().asLongStream().findFirst());
    json.writeStringField("status", view.word());
    Json.array(json, "stages", view.stages(), RunJson::stage);
    Json.array(json, "figures", view.figures(), RunJson::figure);
    Json.array(json, "checks", view.checks(), RunJson::check);
    Json.array(json, "published", view.published(), RunJson::file);
    if (view.status() != Status.PUBLISHED && view.status() != Status.REPLAYED) {
      json.writeStringField("error", Verdict.of(view).orElse("The run has not ended."));
    }
  }

  private static void stage(JsonGenerator json, StageRow stage) throws IOException {
    json.writeStringField("stage", stage.stage());
    json.writeStringField("status", stage.status());
    Json.number(json, "rows", stage.rows());
    Json.number(json, "millis", stage.millis());
    json.writeBooleanField("reused", stage.reused());
  }

  private static void figure(JsonGenerator json, FigureRow figure) throws IOException {
    json.writeStringField("name", figure.name());
    Json.decimal(json, "value", figure.value());
    Json.text(json, "unit", figure.unit());
  }

  private static void check(JsonGenerator json, CheckRow check) throws IOException {
    json.writeStringField("check", check.check());
    json.writeStringField("on", check.on());
    json.writeStringField("status", check.status());
    json.writeStringField("severity", check.severity());
    json.writeStringField("expected", check.expected());
    json.writeStringField("observed", check.observed());
  }

  private static void file(JsonGenerator json, PublishedFile file) throws IOException {
    json.writeStringField("name", file.name());
    json.writeStringField("path", file.place());
    json.writeStringField("sha256", file.sha256());
    Json.number(json, "rows", file.rows());
  }
}
