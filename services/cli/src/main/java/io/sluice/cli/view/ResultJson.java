package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunResult.CheckOutcome;
import io.sluice.engine.run.RunResult.FigureValue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes a result as one JSON object on one line. A rejected one has no version and no files; what
 * is not there is null.
 */
public final class ResultJson {

  private ResultJson() {}

  /** The object, without a line feed. */
  public static String of(RunResult result) {
    return Json.object(
        result,
        (json, value) -> {
          switch (value) {
            case RunResult.Published published -> published(json, published);
            case RunResult.Rejected rejected -> rejected(json, rejected);
          }
        });
  }

  private static void published(JsonGenerator json, RunResult.Published result) throws IOException {
    head(json, result, "published", result.at(), result.revision());
    Json.number(json, "version", OptionalLong.of(result.version()));
    Json.version(json, "supersedes", result.supersedes());
    Json.array(json, "files", result.files(), ResultJson::file);
    evidence(json, result.figures(), result.checks());
  }

  private static void rejected(JsonGenerator json, RunResult.Rejected result) throws IOException {
    head(json, result, "rejected", result.at(), result.revision());
    Json.number(json, "version", OptionalLong.empty());
    Json.number(json, "supersedes", OptionalLong.empty());
    Json.array(json, "files", List.<DeliveredFile>of(), ResultJson::file);
    evidence(json, result.figures(), result.checks());
  }

  private static void head(
      JsonGenerator json, RunResult result, String status, Instant at, String revision)
      throws IOException {
    json.writeStringField("id", result.id());
    json.writeStringField("status", status);
    json.writeStringField("at", at.toString());
    json.writeStringField("flow", result.run().flow());
    Json.subject(json, result.subject());
    json.writeStringField("run", result.run().run());
    json.writeStringField("revision", revision);
  }

  private static void evidence(
      JsonGenerator json, List<FigureValue> figures, List<CheckOutcome> checks) throws IOException {
    Json.array(json, "figures", figures, ResultJson::figure);
    Json.array(json, "checks", checks, ResultJson::check);
  }

  private static void file(JsonGenerator json, DeliveredFile file) throws IOException {
    json.writeStringField("name", file.name());
    json.writeStringField("address", file.address());
    json.writeStringField("sha256", file.sha256());
    json.writeNumberField("rows", file.rows());
    Json.array(json, "columns", file.columns(), ResultJson::column);
  }

  private static void column(JsonGenerator json, DeliveredFile.Column column) throws IOException {
    json.writeStringField("name", column.name());
    json.writeStringField("type", column.type());
  }

  private static void figure(JsonGenerator json, FigureValue figure) throws IOException {
    json.writeStringField("name", figure.name());
    Json.decimal(json, "value", Optional.of(figure.value()));
    Json.text(json, "unit", figure.unit());
  }

  private static void check(JsonGenerator json, CheckOutcome check) throws IOException {
    json.writeStringField("check", check.check());
    json.writeStringField("on", String.join(", ", check.on()));
    json.writeStringField("status", check.status().name().toLowerCase(Locale.ROOT));
    json.writeStringField("severity", check.severity().name().toLowerCase(Locale.ROOT));
    json.writeStringField("expected", check.expected());
    json.writeStringField("observed", check.observed());
  }
}
