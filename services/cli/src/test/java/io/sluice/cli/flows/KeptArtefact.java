package io.sluice.cli.flows;

import io.sluice.engine.artefact.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/** A committed Parquet file, for somebody who means to change it without leaving a trace. */
record KeptArtefact(Path file) {

  /** The only one of a stage. */
  static KeptArtefact of(RunningSluice sluice, String flow, String stage) throws IOException {
    return new KeptArtefact(sluice.artefactFiles(flow, stage).getFirst());
  }

  /**
   * Writes other rows and makes the manifest fit them.
   *
   * @param select over {@code kept}
   */
  void rewrite(String select) throws IOException, SQLException {
    String before = sha256(file);
    long bytes = Files.size(file);
    Path written = file.resolveSibling("written.parquet");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("CREATE VIEW kept AS SELECT * FROM read_parquet('%s')".formatted(file));
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(select, written));
    }
    Files.delete(file);
    Files.move(written, file);
    Path manifest = file.resolveSibling("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(before, sha256(file))
            .replace("\"bytes\" : " + bytes, "\"bytes\" : " + Files.size(file)));
  }

  /** Takes it away, as a sweep would. */
  void sweep() throws IOException {
    Files.delete(file.resolveSibling("manifest.json"));
    Files.delete(file);
  }

  private static String sha256(Path file) throws IOException {
    return HexFormat.of().formatHex(Sha256.newDigest().digest(Files.readAllBytes(file)));
  }
}
