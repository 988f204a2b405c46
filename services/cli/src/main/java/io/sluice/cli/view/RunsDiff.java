package io.sluice.cli.view;

import io.sluice.engine.compare.ComparedFigure;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunSubject;
import io.sluice.work.compare.ArtefactComparison.Outcome;
import io.sluice.work.compare.TableDiff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Two runs of a flow side by side. */
public record RunsDiff(
    String flow,
    Side before,
    Side after,
    List<ComparedFigure> figures,
    List<TableDifference> tables) {

  public RunsDiff {
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
  }

  /**
   * One of the two runs.
   *
   * @param version that it published, or found to be unchanged; empty when neither
   */
  public record Side(
      String run, RunSubject subject, String revision, OptionalLong version, Instant started) {

    static Side of(RunState state) {
      long version =
          state.phase() instanceof RunPhase.Ended(var end, _) && end.version() > 0
              ? end.version()
              : 0;
      return new Side(
          state.run().run(),
          state.started().subject(),
          state.started().revision(),
          version == 0 ? OptionalLong.empty() : OptionalLong.of(version),
          state.started().at());
    }
  }

  /**
   * A stage's table.
   *
   * @param publications those that show it
   */
  public record TableDifference(String stage, List<String> publications, Outcome outcome) {

    public TableDifference {
      publications = List.copyOf(publications);
    }

    /** How the two differ, if they could be compared. */
    public Optional<TableDiff> diff() {
      return outcome instanceof Outcome.Compared(TableDiff diff)
          ? Optional.of(diff)
          : Optional.empty();
    }
  }

  /** Puts together what was found out about two runs. */
  public static RunsDiff of(RunState before, RunState after, List<TableDifference> tables) {
    return new RunsDiff(
        after.run().flow(),
        Side.of(before),
        Side.of(after),
        ComparedFigure.of(before, after),
        tables);
  }

  /** Whether every table could be compared. */
  public boolean complete() {
    return tables.stream().allMatch(table -> table.outcome() instanceof Outcome.Compared);
  }
}
