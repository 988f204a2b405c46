package io.sluice.work.compare;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.flow.Need;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SqlNames;
import io.sluice.work.storage.Storage;
import io.sluice.work.store.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Compares the tables that two runs made, in a sandbox. The store is only read. */
public final class ArtefactComparison implements AutoCloseable {

  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  private final Originals originals;

  /** What came of a comparison. */
  public sealed interface Outcome {

    /** The tables could be compared. */
    record Compared(TableDiff diff) implements Outcome {}

    /**
     * They could not.
     *
     * @param why in words, without a full stop
     */
    record Impossible(String why) implements Outcome {}
  }

  private ArtefactComparison(Originals originals) {
    this.originals = originals;
  }

  /**
   * Sets up beside a store.
   *
   * @param scratch a folder of this machine
   * @throws IOException also when there is no such store
   */
  public static ArtefactComparison open(Storage storage, Path scratch)
      throws IOException, SQLException {
    return new ArtefactComparison(Originals.open(storage, scratch));
  }

  /**
   * How the second table differs from the first. Artefacts of one key are equal, even if they are
   * no longer kept.
   *
   * @param key the columns that rows are known by; unless both tables have them all, whole rows are
   *     compared
   * @param limit rows of each kind to tell
   */
  public Outcome compare(ArtefactRef before, ArtefactRef after, List<String> key, int limit)
      throws IOException, SQLException {
    if (before.key().equals(after.key())) {
      long rows = before.rows();
      return new Outcome.Compared(
          new TableDiff(List.of(), rows, rows, 0, 0, 0, List.of(), List.of()));
    }
    Kept then = originals.of(before);
    Kept now = originals.of(after);
    if (then instanceof Kept.Whole old && now instanceof Kept.Whole young) {
      return new Outcome.Compared(compare(old, young, key, limit));
    }
    return new Outcome.Impossible(
        then instanceof Kept.Whole ? why("second", now) : why("first", then));
  }

  private TableDiff compare(Kept.Whole before, Kept.Whole after, List<String> key, int limit)
      throws IOException, SQLException {
    Map<String, List<Path>> views = Map.of(BEFORE, data(before), AFTER, data(after));
    try (Session session = originals.session(views)) {
      return TableComparison.compare(
          session.connection(),
          SqlNames.identifier(BEFORE),
          SqlNames.identifier(AFTER),
          key,
          limit);
    }
  }

  private static List<Path> data(Kept.Whole kept) {
    return kept.files().stream()
        .filter(file -> file.output().equals(Need.DATA))
        .map(Kept.File::path)
        .toList();
  }

  private static String why(String run, Kept kept) {
    return kept instanceof Kept.Damaged(String damage)
        ? "the artefact of the %s run is damaged: %s".formatted(run, damage)
        : "the artefact of the %s run is no longer kept".formatted(run);
  }

  @Override
  public void close() throws IOException {
    originals.close();
  }
}
