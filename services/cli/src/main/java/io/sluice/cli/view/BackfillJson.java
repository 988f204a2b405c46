package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.cli.client.BackfillPreview;
import io.sluice.cli.client.FollowedBackfill;
import io.sluice.cli.client.FollowedRun;
import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillPlan;
import io.sluice.engine.run.RunEnd;
import java.io.IOException;
import java.util.List;

/** Backfills as one JSON object. */
public final class BackfillJson {

  private BackfillJson() {}

  /** A plan: {@code flow}, {@code periods} with what each would do. */
  public static String plan(BackfillPreview preview) {
    return Json.object(preview, BackfillJson::write) + "\n";
  }

  private static void write(JsonGenerator json, BackfillPreview preview) throws IOException {
    json.writeStringField("flow", preview.flow().flow().name());
    Json.array(json, "periods", preview.plan().entries(), (it, entry) -> entry(it, entry, preview));
  }

  private static void entry(JsonGenerator json, BackfillPlan.Entry entry, BackfillPreview preview)
      throws IOException {
    Json.subject(json, entry.subject());
    switch (entry) {
      case BackfillPlan.Run run -> {
        json.writeStringField("action", "run");
        json.writeStringField("revision", run.item().revision());
        Json.array(
            json,
            "stages",
            preview.stages().getOrDefault(entry.subject().period(), List.of()),
            (it, stage) -> {
              it.writeStringField("stage", stage.stage());
              it.writeBooleanField("reused", stage.reused());
            });
      }
      case BackfillPlan.Left left -> reason(json, "left", left.reason());
      case BackfillPlan.Impossible it -> reason(json, "impossible", it.reason());
    }
  }

  private static void reason(JsonGenerator json, String action, String reason) throws IOException {
    json.writeStringField("action", action);
    json.writeStringField("reason", reason);
  }

  /** What came of it: {@code backfill}, {@code flow}, {@code runs}, {@code ends}. */
  public static String followed(FollowedBackfill followed) {
    return Json.object(followed, BackfillJson::write) + "\n";
  }

  private static void write(JsonGenerator json, FollowedBackfill followed) throws IOException {
    json.writeStringField("backfill", followed.backfill().id());
    json.writeStringField("flow", followed.backfill().flow());
    Json.array(json, "runs", followed.runs(), BackfillJson::run);
    json.writeObjectFieldStart("ends");
    for (RunEnd.Outcome outcome : RunEnd.Outcome.values()) {
      int count = followed.summary().count(outcome);
      if (count > 0) {
        json.writeNumberField(outcome.word(), count);
      }
    }
    json.writeNumberField("refused", followed.summary().refused());
    json.writeEndObject();
  }

  /** That it was asked to stop: {@code backfill}, {@code flow}, {@code asked}. */
  public static String cancelled(Backfill backfill) {
    return Json.object(
            backfill,
            (json, it) -> {
              json.writeStringField("backfill", it.id());
              json.writeStringField("flow", it.flow());
              json.writeStringField("asked", "cancel");
            })
        + "\n";
  }

  static void run(JsonGenerator json, FollowedRun run) throws IOException {
    Json.subject(json, run.request().subject());
    json.writeStringField("run", run.request().run().run());
    json.writeStringField("status", run.end().map(BackfillReport::word).orElse("refused"));
    Json.version(json, "version", run.end().map(RunEnd::version).orElse(0L));
    json.writeNumberField("worked", run.worked());
    json.writeNumberField("reused", run.reused());
    Json.text(json, "reason", run.reason());
  }
}
