package io.sluice.cli.bench;

import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Parameter;
import io.sluice.engine.flow.Publication;
import io.sluice.engine.flow.Stage;
import io.sluice.work.export.ExportFacts;
import io.sluice.work.export.Exports;
import io.sluice.work.figure.FigureQuery;
import io.sluice.work.figure.FigureValue;
import io.sluice.work.ingest.Ingest;
import io.sluice.work.ingest.IngestLimits;
import io.sluice.work.ingest.IngestResult;
import io.sluice.work.ingest.IngestTarget;
import io.sluice.work.ingest.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a person would do by hand: one DuckDB connection that takes in a flow's files, runs its
 * stages' SQL in order into tables, and writes its exports. No checks, no gate, no evidence,
 * nothing durable.
 *
 * @param files the input files by input
 */
record BareScript(Flow flow, Map<String, List<SourceFile>> files) {

  /** Runs it all, with a new folder for the files it writes; the answer is in nanoseconds. */
  long run(Path folder) throws SQLException, IOException {
    Files.createDirectories(folder);
    long start = System.nanoTime();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Input input : flow.inputs()) {
        ingest(input, connection, statement, folder);
      }
      for (Stage stage : ordered()) {
        statement.execute("CREATE TABLE \"%s\" AS %s".formatted(stage.name(), text(stage)));
      }
      for (Publication publication : flow.publications()) {
        export(publication, connection, folder);
      }
    }
    return System.nanoTime() - start;
  }

  private void ingest(Input input, Connection connection, Statement statement, Path folder)
      throws SQLException, IOException {
    Path data = folder.resolve(input.name() + ".parquet");
    IngestTarget target = new IngestTarget(data, folder.resolve(input.name() + ".bad.parquet"));
    IngestResult result =
        Ingest.run(
            input,
            files.getOrDefault(input.name(), List.of()),
            connection,
            target,
            IngestLimits.DEFAULT,
            () -> false);
    if (result instanceof IngestResult.Refused refused) {
      throw new IllegalStateException(refused.summary());
    }
    statement.execute(
        "CREATE TABLE \"%s\" AS FROM read_parquet('%s', hive_partitioning = false)"
            .formatted(input.name(), data));
  }

  private List<Stage> ordered() {
    List<Stage> ordered = new ArrayList<>();
    List<Stage> left = new ArrayList<>(flow.stages());
    while (!left.isEmpty()) {
      List<Stage> free =
          left.stream()
              .filter(
                  stage ->
                      stage.needs().stream()
                          .noneMatch(
                              need -> left.stream().anyMatch(s -> s.name().equals(need.stage()))))
              .toList();
      ordered.addAll(free);
      left.removeAll(free);
    }
    return ordered;
  }

  private String text(Stage stage) {
    String text = stage.sql().strip().replaceFirst(";\\s*$", "");
    for (Parameter parameter : flow.parameters()) {
      String value =
          "CAST('%s' AS %s)".formatted(parameter.defaultValue().orElse(""), parameter.type().sql());
      text = text.replaceAll("\\$" + parameter.name() + "\\b", value);
    }
    return text;
  }

  private void export(Publication publication, Connection connection, Path folder)
      throws IOException {
    Export export =
        publication.export() instanceof Export.DuckDb
            ? new Export.DuckDb(tables())
            : publication.export();
    ExportFacts facts =
        new ExportFacts(flow.name(), flow.description(), "", "", figures(publication, connection));
    Exports.write(export, facts, connection, folder.resolve(publication.fileName()));
  }

  private List<FigureValue> figures(Publication publication, Connection connection) {
    return publication.export() instanceof Export.Html
        ? flow.figures().stream().map(figure -> FigureQuery.measure(connection, figure)).toList()
        : List.of();
  }

  private List<String> tables() {
    return Stream.concat(
            flow.inputs().stream().map(Input::name), flow.stages().stream().map(Stage::name))
        .toList();
  }
}
