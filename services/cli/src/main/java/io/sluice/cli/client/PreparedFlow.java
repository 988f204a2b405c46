package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.flow.Problem;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.engine.plan.Planner;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowPublisher;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.flowfiles.FlowFolder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * A flow of a folder, found sound.
 *
 * @param files the files that make its revision: text by path
 * @param references the reference files beside them: text by path
 */
public record PreparedFlow(
    Flow flow, SortedMap<String, String> files, SortedMap<String, String> references) {

  /**
   * Reads a flow.
   *
   * @throws Refusal with every problem, when it cannot be used
   */
  public static PreparedFlow of(Path folder, SqlInspector inspector) {
    FlowSource source = FlowFolder.source(folder);
    return switch (FlowReader.read(source, inspector)) {
      case FlowReading.Sound sound -> of(sound.flow(), source);
      case FlowReading.Refused refused -> throw invalid(folder, refused.problems());
    };
  }

  /** A flow that was read from a source. */
  public static PreparedFlow of(Flow flow, FlowSource source) {
    return new PreparedFlow(flow, source.revisionFiles(), source.references());
  }

  /** The same, with an inspector of its own. */
  public static PreparedFlow of(Path folder) {
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector()) {
      return of(folder, inspector);
    } catch (SQLException e) {
      throw Refusal.noDuckDb(e);
    }
  }

  private static Refusal invalid(Path folder, List<Problem> problems) {
    return Refusal.usage(
        problems.stream()
            .map(problem -> folder.getFileName() + "/" + problem)
            .collect(Collectors.joining("\n")));
  }

  /** Hash of its reference files; empty without any. */
  public String referencesHash() {
    return FlowPublisher.referencesHash(references);
  }

  /** The pools that work the flow's stages. */
  public Set<String> pools() {
    return new Planner(flow).pools();
  }

  /** Tells an installation of the flow and waits until that is on the log. */
  public void publish(KafkaConnection kafka, Instant now)
      throws InterruptedException, ExecutionException {
    FlowPublisher.publish(kafka, flow.name(), flow.revision(), files, references, pools(), now)
        .get();
  }
}
