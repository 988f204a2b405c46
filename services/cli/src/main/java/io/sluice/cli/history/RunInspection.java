package io.sluice.cli.history;

import io.sluice.cli.Refusal;
import io.sluice.cli.view.RunDetails;
import io.sluice.cli.view.RunDetails.Version;
import io.sluice.cli.view.RunView;
import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunState;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.storage.Storage;
import java.util.List;
import java.util.TreeMap;

/** Gathers all that the log says of one run. */
public final class RunInspection {

  private final KafkaConnection kafka;
  private final PublishedVersions published;

  public RunInspection(KafkaConnection kafka, Storage storage) {
    this.kafka = kafka;
    this.published = new PublishedVersions(storage.published());
  }

  /**
   * Everything about a run.
   *
   * @throws Refusal when it is no id, names no run, or is the beginning of several
   */
  public RunDetails of(String idOrPrefix) {
    RunState state = new PastRuns(kafka).require(List.of(idOrPrefix)).getFirst();
    List<RunResult.Published> publications =
        new ResultTopic(kafka).publications(state.run().flow(), state.started().subject());
    RunView view = new RunViews(published, new ToldFiles(publications, published)).of(state);
    return new RunDetails(
        view,
        state.started().subject().sliceText(),
        state.started().origin(),
        state.started().at(),
        state.took(),
        new TreeMap<>(state.plan().parameters()),
        new TreeMap<>(state.plan().inputs()),
        publications.stream()
            .map(result -> new Version(result.version(), result.at(), result.run().run()))
            .toList());
  }
}
