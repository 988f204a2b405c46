package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.work.compare.StageFinding;
import java.io.IOException;

/** Writes what came of working a run again as one JSON object on one line. */
public final class VerifyJson {

  private VerifyJson() {}

  /** The object, without a line feed. */
  public static String of(VerifiedRun run) {
    return Json.object(run, VerifyJson::write);
  }

  private static void write(JsonGenerator json, VerifiedRun run) throws IOException {
    json.writeStringField("run", run.run());
    json.writeStringField("flow", run.flow());
    Json.text(json, "period", run.period());
    json.writeStringField("revision", run.revision());
    json.writeStringField("verdict", run.verdict().words());
    Json.array(json, "stages", run.stages(), VerifyJson::stage);
  }

  private static void stage(JsonGenerator json, StageFinding stage) throws IOException {
    json.writeStringField("stage", stage.stage());
    json.writeStringField("verdict", stage.verdict().words());
    Json.number(json, "rows_then", stage.rowsThen());
    Json.number(json, "rows_now", stage.rowsNow());
    Json.number(json, "millis", stage.millis());
    Json.text(json, "note", stage.note());
  }
}
