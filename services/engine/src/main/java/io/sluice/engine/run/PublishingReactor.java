package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.Outgoing.Emit;
import io.sluice.engine.run.Outgoing.Release;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunResult.FigureValue;
import io.sluice.engine.run.RunResult.Published;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens publications, one of a period at a time, tells the results and ends the runs. */
public final class PublishingReactor implements Reactor {

  private final Publications publications;

  public PublishingReactor(Publications publications) {
    this.publications = publications;
  }

  @Override
  public List<Effect> outstanding(RunState state, Instant now) {
    return switch (state.phase()) {
      case RunPhase.Passed passed -> afterGate(state, passed, now);
      case RunPhase.Refused refused -> List.of(refuse(state, refused, now));
      case RunPhase.Publishing publishing when state.delivered() ->
          List.of(release(state, publishing, now));
      case RunPhase.Publishing _, RunPhase.Working _, RunPhase.Ended _ -> List.of();
    };
  }

  private List<Effect> afterGate(RunState state, RunPhase.Passed passed, Instant now) {
    if (state.cancel().isPresent() || state.brokenDown()) {
      return List.of();
    }
    if (state.started().origin().shadow()) {
      return List.of(
          new Effect(
              "publish", now, new Emit(new RunEvent.PublicationOpened(state.run(), now, 0))));
    }
    String key = state.started().subject().resultKey(state.run().flow());
    Optional<RunRef> other = publications.publishing(key);
    if (other.isPresent() && !other.get().equals(state.run())) {
      return List.of();
    }
    Optional<Published> current = publications.current(key);
    RunEvent next =
        current
            .flatMap(published -> endWithout(state, passed, published, now))
            .orElseGet(
                () ->
                    new RunEvent.PublicationOpened(
                        state.run(), now, publications.lastVersion(key) + 1));
    return List.of(new Effect("publish", now, new Emit(next)));
  }

  /** The end of a run that needs no publication of its own. */
  private static Optional<RunEvent> endWithout(
      RunState state, RunPhase.Passed passed, Published current, Instant now) {
    if (current.ordinal() > state.started().ordinal()) {
      return Optional.of(
          new RunEvent.Completed(state.run(), now, Outcome.SUPERSEDED, current.version()));
    }
    if (current.run().equals(state.run()) || equal(state, passed, current)) {
      return Optional.of(
          new RunEvent.Completed(state.run(), now, Outcome.UNCHANGED, current.version()));
    }
    return Optional.empty();
  }

  private static boolean equal(RunState state, RunPhase.Passed passed, Published current) {
    return exportHashes(state, passed).equals(currentHashes(current))
        && values(Evidence.figures(state)).equals(values(current.figures()));
  }

  /** Hash of each file that would be delivered, by its publication's stage: the name is a part. */
  private static Map<String, String> exportHashes(RunState state, RunPhase.Passed passed) {
    Set<String> delivered =
        state.plan().stages().stream()
            .filter(PlannedStage::delivers)
            .flatMap(stage -> stage.needs().stream().map(need -> need.stage()))
            .collect(Collectors.toSet());
    return passed.gate().artefacts().stream()
        .filter(artefact -> delivered.contains(artefact.stage()))
        .collect(
            Collectors.toMap(ArtefactRef::stage, artefact -> artefact.files().getFirst().sha256()));
  }

  private static Map<String, String> currentHashes(Published current) {
    return current.files().stream()
        .collect(
            Collectors.toMap(file -> StageNames.export(file.publication()), DeliveredFile::sha256));
  }

  private static Map<String, BigDecimal> values(List<FigureValue> figures) {
    return figures.stream()
        .collect(Collectors.toMap(FigureValue::name, f -> f.value().stripTrailingZeros()));
  }

  private static Effect refuse(RunState state, RunPhase.Refused refused, Instant now) {
    if (refused.released() || state.started().origin().shadow()) {
      RunEvent end = new RunEvent.Rejected(state.run(), now, refused.failed());
      return new Effect("end", now, new Emit(end));
    }
    RunResult rejected =
        new RunResult.Rejected(
            Ids.of(state.run().key(), "rejected"),
            state.run(),
            state.started().subject(),
            now,
            state.started().revision(),
            Evidence.figures(state),
            Evidence.checks(state));
    return new Effect("result", now, new Release(rejected));
  }

  private Effect release(RunState state, RunPhase.Publishing publishing, Instant now) {
    boolean shadow = state.started().origin().shadow();
    if (publishing.released() || shadow) {
      Outcome outcome = shadow ? Outcome.REPLAYED : Outcome.PUBLISHED;
      RunEvent end = new RunEvent.Completed(state.run(), now, outcome, publishing.version());
      return new Effect("end", now, new Emit(end));
    }
    RunResult published =
        new Published(
            Ids.of(state.run().key(), "published"),
            state.run(),
            state.started().subject(),
            publishing.openedAt(),
            state.started().ordinal(),
            state.started().revision(),
            publishing.version(),
            supersedes(state),
            Evidence.files(state),
            Evidence.figures(state),
            Evidence.checks(state),
            state.plan().inputs());
    return new Effect("result", now, new Release(published));
  }

  /** The version before; the same again when the result is repeated. */
  private long supersedes(RunState state) {
    return publications
        .current(state.started().subject().resultKey(state.run().flow()))
        .map(
            current -> current.run().equals(state.run()) ? current.supersedes() : current.version())
        .orElse(0L);
  }
}
