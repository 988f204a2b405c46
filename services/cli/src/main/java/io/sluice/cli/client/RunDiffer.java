package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.cli.history.LatestVersions;
import io.sluice.cli.history.PastRuns;
import io.sluice.cli.history.ResultTopic;
import io.sluice.cli.view.RunsDiff;
import io.sluice.cli.view.RunsDiff.TableDifference;
import io.sluice.engine.compare.ComparedTable;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.RunState;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.compare.ArtefactComparison;
import io.sluice.work.compare.ArtefactComparison.Outcome;
import io.sluice.work.compare.TableDiff;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.files.FileWords;
import io.sluice.work.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds two runs of a flow side by side. */
public final class RunDiffer {

  private final KafkaConnection kafka;
  private final Storage storage;
  private final Path scratch;

  /**
   * @param scratch a folder of this machine
   */
  public RunDiffer(KafkaConnection kafka, Storage storage, Path scratch) {
    this.kafka = kafka;
    this.storage = storage;
    this.scratch = scratch;
  }

  /**
   * Compares two runs.
   *
   * @throws Refusal when one of them is not there, or they are of two flows
   */
  public RunsDiff between(String before, String after, DiffOrder order) {
    List<RunState> runs = new PastRuns(kafka).require(List.of(before, after));
    String flow = runs.getFirst().run().flow();
    if (!flow.equals(runs.getLast().run().flow())) {
      throw Refusal.usage(
          "The runs are of two flows, %s and %s: only runs of one can be compared."
              .formatted(flow, runs.getLast().run().flow()));
    }
    return compare(runs.getFirst(), runs.getLast(), order);
  }

  /**
   * Compares the two latest versions.
   *
   * @param slice parameters that the slice of the versions has; what is left open is what was
   *     published last
   * @param period of the versions; empty for any
   * @throws Refusal when there are no two versions
   */
  public RunsDiff latest(
      String flow, Map<String, String> slice, Optional<String> period, DiffOrder order) {
    List<String> runs = new LatestVersions(flow, slice, period).runs(new ResultTopic(kafka));
    return between(runs.getFirst(), runs.getLast(), order);
  }

  private RunsDiff compare(RunState before, RunState after, DiffOrder order) {
    List<ComparedTable> tables =
        ComparedTable.behind(publications(before, after, order), before, after);
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector();
        PinnedFlows flows = new PinnedFlows(kafka, inspector);
        ArtefactComparison comparison = ArtefactComparison.open(storage, scratch)) {
      Flow flow = flows.of(after);
      List<TableDifference> differences = new ArrayList<>();
      for (ComparedTable table : tables) {
        List<String> key =
            order.key().isEmpty() ? ComparedTable.uniqueColumns(flow, table.stage()) : order.key();
        differences.add(
            new TableDifference(
                table.stage(),
                table.publications(),
                outcome(comparison, table, key, order.limit())));
      }
      RunsDiff diff = RunsDiff.of(before, after, differences);
      requireKey(diff, order);
      return diff;
    } catch (IOException | SQLException e) {
      throw Refusal.failed("The runs cannot be compared: %s.".formatted(FileWords.of(e)));
    }
  }

  private static List<String> publications(RunState before, RunState after, DiffOrder order) {
    List<String> all = ComparedTable.publications(before, after);
    if (order.publication().isEmpty()) {
      return all;
    }
    String wanted = order.publication().get();
    if (!all.contains(wanted)) {
      throw Refusal.usage(
          "Neither run has a publication %s; there are %s."
              .formatted(wanted, String.join(", ", all)));
    }
    return List.of(wanted);
  }

  private static Outcome outcome(
      ArtefactComparison comparison, ComparedTable table, List<String> key, int limit)
      throws IOException, SQLException {
    if (table.before().isEmpty()) {
      return new Outcome.Impossible("the first run made no such table");
    }
    if (table.after().isEmpty()) {
      return new Outcome.Impossible("the second run made no such table");
    }
    return comparison.compare(table.before().get(), table.after().get(), key, limit);
  }

  /** A key that was typed wrong must not go unnoticed. */
  private static void requireKey(RunsDiff diff, DiffOrder order) {
    List<TableDiff> different =
        diff.tables().stream()
            .flatMap(table -> table.diff().stream())
            .filter(table -> !table.isSame())
            .toList();
    boolean unused = different.stream().allMatch(table -> table.key().isEmpty());
    if (!order.key().isEmpty() && !different.isEmpty() && unused) {
      throw Refusal.usage(
          "--key: no table that differs has the column %s in both runs."
              .formatted(String.join(" and ", order.key())));
    }
  }
}
