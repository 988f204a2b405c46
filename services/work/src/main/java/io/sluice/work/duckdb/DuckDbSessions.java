package io.sluice.work.duckdb;

import io.sluice.work.files.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one sandboxed in-memory DuckDB instance a flow and opens sessions in it. No SQL of a flow
 * sees files of another flow. Thread-safe.
 */
public final class DuckDbSessions implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DuckDbSessions.class);

  private final SessionSettings settings;
  private final ScratchFolder scratch;
  private final Map<String, Instance> instances = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  /**
   * Loads DuckDB's native library, which takes a second or two the first time, and sweeps what dead
   * processes left in the scratch folder.
   */
  public DuckDbSessions(SessionSettings settings) throws IOException, SQLException {
    this.settings = settings;
    warmUp();
    this.scratch = ScratchFolder.claim(settings.scratch());
  }

  /** Loads the native library into this process; later calls cost a millisecond. */
  public static void warmUp() throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  /**
   * A session in the flow's shared instance. One that an earlier session's query broke serves
   * nobody any more: another takes its place.
   *
   * @param folders the flow's folders; an instance that is at work keeps those it was opened with
   * @param views Parquet files by the name that SQL knows them under
   */
  public Session open(String flow, List<Path> folders, Map<String, List<Path>> views)
      throws SQLException, IOException {
    try {
      return openOnce(flow, folders, views);
    } catch (SQLException e) {
      if (!Machinery.isBroken(e)) {
        throw e;
      }
      return openOnce(flow, folders, views);
    }
  }

  private Session openOnce(String flow, List<Path> folders, Map<String, List<Path>> views)
      throws SQLException, IOException {
    Instance instance = acquire(flow, folders);
    try {
      return Session.over(instance.connection.duplicate(), views, false, () -> release(instance));
    } catch (SQLException e) {
      if (Machinery.isBroken(e)) {
        retire(flow, instance);
      }
      release(instance);
      throw e;
    }
  }

  /**
   * A session in an instance of its own that reads the views' folders, writes the given one and
   * reaches nothing else; gone with the session.
   *
   * @param memoryMb memory of the instance, 0 for that of the settings
   */
  public Session openStrict(Path writable, Map<String, List<Path>> views, int memoryMb)
      throws SQLException, IOException {
    Set<Path> folders = new LinkedHashSet<>();
    folders.add(writable);
    views.values().forEach(files -> files.forEach(file -> folders.add(file.getParent())));
    int memory = memoryMb == 0 ? settings.memoryMb() : memoryMb;
    Instance instance = start(List.copyOf(folders), memory);
    try {
      return Session.over(instance.connection.duplicate(), views, true, () -> end(instance));
    } catch (SQLException e) {
      end(instance);
      throw e;
    }
  }

  /** A new folder that goes with these sessions, or is swept if this process dies. */
  public Path temporaryFolder() throws IOException {
    return scratch.forInstance();
  }

  /** Ends every instance. Sessions still open fail. */
  @Override
  public void close() throws IOException {
    List<Instance> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(instances.values());
      instances.clear();
    }
    all.forEach(DuckDbSessions::end);
    scratch.close();
  }

  private synchronized Instance acquire(String flow, List<Path> folders)
      throws SQLException, IOException {
    if (closed) {
      throw new IOException("the worker is shutting down");
    }
    Instance instance = instances.get(flow);
    if (instance == null) {
      instance = start(folders, settings.memoryMb());
      instances.put(flow, instance);
    }
    instance.sessions++;
    return instance;
  }

  /** Gives it to nobody any more; it ends with its last session. */
  private synchronized void retire(String flow, Instance instance) {
    if (instances.remove(flow, instance)) {
      instance.retired = true;
      log.atWarn().addKeyValue("flow", flow).log("A DuckDB instance broke; another is opened");
    }
  }

  private void release(Instance instance) {
    Deque<Instance> evicted = new ArrayDeque<>();
    synchronized (this) {
      instance.sessions--;
      if (instance.retired && instance.sessions == 0) {
        evicted.add(instance);
      }
      var idle = new ArrayList<String>();
      instances.forEach(
          (flow, candidate) -> {
            if (candidate.sessions == 0) {
              idle.add(flow);
            }
          });
      for (int i = 0; i < idle.size() - settings.maxIdle(); i++) {
        evicted.add(Objects.requireNonNull(instances.remove(idle.get(i))));
      }
    }
    evicted.forEach(DuckDbSessions::end);
  }

  private Instance start(List<Path> folders, int memoryMb) throws SQLException, IOException {
    List<Path> real = new ArrayList<>();
    for (Path folder : folders) {
      real.add(Files.createDirectories(folder).toRealPath());
    }
    Path spill = scratch.forInstance();
    return new Instance(new Sandbox(real, spill, memoryMb, settings).open(), spill);
  }

  private static void end(Instance instance) {
    try {
      instance.connection.close();
      FolderTree.delete(instance.spill);
    } catch (SQLException | IOException e) {
      log.atWarn().addKeyValue("folder", instance.spill).setCause(e).log("Instance left files");
    }
  }

  /** An instance and the sessions that work in it. */
  private static final class Instance {
    private final DuckDBConnection connection;
    private final Path spill;
    private int sessions;
    private boolean retired;

    Instance(DuckDBConnection connection, Path spill) {
      this.connection = connection;
      this.spill = spill;
    }
  }
}
