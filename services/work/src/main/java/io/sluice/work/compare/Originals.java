package io.sluice.work.compare;

import io.sluice.engine.artefact.ArtefactFile;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SessionSettings;
import io.sluice.work.storage.Storage;
import io.sluice.work.store.InputLostException;
import io.sluice.work.store.Kept;
import io.sluice.work.store.StoreReading;
import io.sluice.work.transform.TableFingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a store still keeps of what runs made, believed only where it is what the log tells of. The
 * store is left as it is. Used by one thread.
 */
final class Originals implements AutoCloseable {

  private static final String TABLE = "kept";

  private final StoreReading store;
  private final DuckDbSessions sessions;
  private final Path temporary;
  private final Lease lease = new Lease();
  private final Map<ArtefactRef, Kept> known = new HashMap<>();

  private Originals(StoreReading store, DuckDbSessions sessions, Path temporary) {
    this.store = store;
    this.sessions = sessions;
    this.temporary = temporary;
  }

  /**
   * @param scratch a folder of this machine
   */
  static Originals open(Storage storage, Path scratch) throws IOException, SQLException {
    StoreReading store = storage.reading();
    DuckDbSessions sessions = new DuckDbSessions(SessionSettings.in(scratch.resolve("compare")));
    return new Originals(store, sessions, sessions.temporaryFolder());
  }

  DuckDbSessions sessions() {
    return sessions;
  }

  /** A folder that is gone after {@link #close}. */
  Path temporary() {
    return temporary;
  }

  /** A sandbox with the files as views. */
  Session session(Map<String, List<Path>> views) throws SQLException, IOException {
    return sessions.openStrict(temporary, views, 0);
  }

  Path input(InputFile file) throws IOException, InputLostException {
    return store.input(file, lease);
  }

  List<Path> foldersOf(String flow) throws IOException {
    return store.foldersOf(flow);
  }

  /** What is kept of an artefact; whole only if it is the one that the log tells of. */
  Kept of(ArtefactRef ref) throws IOException, SQLException {
    Kept seen = known.get(ref);
    if (seen == null) {
      seen = judged(ref);
      known.put(ref, seen);
    }
    return seen;
  }

  private Kept judged(ArtefactRef ref) throws IOException, SQLException {
    Kept kept = store.kept(ref, lease);
    if (!(kept instanceof Kept.Whole whole)) {
      return kept;
    }
    boolean told =
        whole.fingerprint().equals(ref.fingerprint())
            && (hasBytesOf(whole, ref) || hasContentOfManifest(whole));
    return told ? whole : new Kept.Damaged("it holds another content than the log tells of");
  }

  private static boolean hasBytesOf(Kept.Whole whole, ArtefactRef ref) {
    Set<String> told = ref.files().stream().map(ArtefactFile::sha256).collect(Collectors.toSet());
    return whole.files().stream().map(Kept.File::sha256).allMatch(told::contains);
  }

  /** An artefact that was made again has other bytes, but the same content. */
  private boolean hasContentOfManifest(Kept.Whole whole) throws IOException, SQLException {
    for (Kept.File file : whole.files()) {
      if (!fingerprint(file).equals(file.fingerprint())) {
        return false;
      }
    }
    return true;
  }

  private String fingerprint(Kept.File file) throws IOException, SQLException {
    if (file.columns().isEmpty()) {
      return file.sha256();
    }
    List<Path> files = List.of(file.path());
    try (Session session = session(Map.of(TABLE, files))) {
      return TableFingerprint.read(session.connection(), files).fingerprint();
    }
  }

  @Override
  public void close() throws IOException {
    sessions.close();
    lease.close();
  }
}
