package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.cli.client.ReplayedRun;
import io.sluice.engine.run.RunState;
import java.io.IOException;
import java.util.List;

/** Replays as one JSON object with {@code runs}. */
public final class ReplayJson {

  private ReplayJson() {}

  /** The runs that would be repeated. */
  public static String plan(List<RunState> runs) {
    return Json.object(runs, (json, all) -> Json.array(json, "runs", all, ReplayJson::original))
        + "\n";
  }

  private static void original(JsonGenerator json, RunState run) throws IOException {
    json.writeStringField("flow", run.run().flow());
    json.writeStringField("replay_of", run.run().run());
    Json.subject(json, run.started().subject());
    json.writeStringField("started", run.started().at().toString());
  }

  /** What came of them: each with {@code replay_of}, {@code same} and {@code differences}. */
  public static String of(List<ReplayedRun> runs) {
    return Json.object(runs, (json, all) -> Json.array(json, "runs", all, ReplayJson::replayed))
        + "\n";
  }

  private static void replayed(JsonGenerator json, ReplayedRun run) throws IOException {
    json.writeStringField("flow", run.replay().request().flow());
    json.writeStringField("replay_of", run.original().run().run());
    BackfillJson.run(json, run.replay());
    json.writeBooleanField("same", run.same());
    json.writeArrayFieldStart("differences");
    for (String name : run.differences()) {
      json.writeString(name);
    }
    json.writeEndArray();
  }
}
