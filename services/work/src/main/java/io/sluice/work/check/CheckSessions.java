package io.sluice.work.check;

import io.sluice.engine.flow.Need;
import io.sluice.engine.run.CheckItem;
import io.sluice.engine.run.StageInput;
import io.sluice.work.cache.Lease;
import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.Machinery;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SessionHolder;
import io.sluice.work.figure.FigureException;
import io.sluice.work.files.FolderTree;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.transform.SqlRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts questions to a run's artefacts, each in a session of its own and for a limited time. */
final class CheckSessions implements AutoCloseable {

  private static final String TABLE = ".parquet";

  private final ArtefactStore store;
  private final DuckDbSessions sessions;
  private final Deadlines deadlines;

  CheckSessions(ArtefactStore store, DuckDbSessions sessions, Duration timeout) {
    this.store = store;
    this.sessions = sessions;
    this.deadlines = new Deadlines(timeout);
  }

  /** A question to the data. */
  interface Question<T> {
    T ask(Session session) throws SQLException, SqlRefusedException;
  }

  /**
   * The answer of the data.
   *
   * @param held keeps the session, for who may interrupt it
   * @throws NoAnswerException when the question cannot be answered, now or later
   * @throws UncheckedIOException when a later try may go well
   */
  <T> T over(CheckItem item, String flow, List<Need> on, SessionHolder held, Question<T> question)
      throws InputLostInRunException, NoAnswerException {
    try (Lease lease = new Lease()) {
      return over(flow, views(item, on, lease), held, question);
    }
  }

  private <T> T over(
      String flow, Map<String, List<Path>> views, SessionHolder held, Question<T> question)
      throws NoAnswerException {
    try {
      return ask(held.hold(open(flow, views)), held, question);
    } catch (SharedMemoryException e) {
      return alone(views, held, question);
    }
  }

  /** Where nobody else has the memory: what is not enough then never is. */
  private <T> T alone(Map<String, List<Path>> views, SessionHolder held, Question<T> question)
      throws NoAnswerException {
    try {
      Path writable = sessions.temporaryFolder();
      try {
        return ask(held.hold(sessions.openStrict(writable, views, 0)), held, question);
      } finally {
        FolderTree.delete(writable);
      }
    } catch (SQLException e) {
      throw unopened(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SharedMemoryException e) {
      throw new NoAnswerException(e);
    }
  }

  private <T> T ask(Session session, SessionHolder held, Question<T> question)
      throws NoAnswerException, SharedMemoryException {
    try (session;
        var _ = deadlines.watch(session::interrupt)) {
      return question.ask(session);
    } catch (SQLException e) {
      throw unanswered(session, held, e, e);
    } catch (FigureException e) {
      throw unanswered(session, held, e, e.getCause());
    } catch (SqlRefusedException | IllegalArgumentException e) {
      throw new NoAnswerException(e);
    }
  }

  /** Memory was used up that others share, and may have used up. */
  private static final class SharedMemoryException extends Exception {

    private static final long serialVersionUID = 1L;

    SharedMemoryException(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }

  @Override
  public void close() {
    deadlines.close();
  }

  private NoAnswerException unanswered(
      Session session, SessionHolder held, Exception failure, @Nullable Throwable cause)
      throws SharedMemoryException {
    if (!(cause instanceof SQLException sql)) {
      return new NoAnswerException(failure);
    }
    if (held.isInterrupted()) {
      return new NoAnswerException("the check was interrupted");
    }
    if (session.isInterrupted()) {
      return new NoAnswerException("the query did not end within " + deadlines.words());
    }
    if (Machinery.failed(sql)) {
      throw new UncheckedIOException(new IOException(sql.getMessage(), sql));
    }
    if (Machinery.wasFull(sql) && !session.isAlone()) {
      throw new SharedMemoryException(failure);
    }
    return new NoAnswerException(failure);
  }

  private Session open(String flow, Map<String, List<Path>> views) {
    try {
      return sessions.open(flow, store.foldersOf(flow), views);
    } catch (SQLException e) {
      throw unopened(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UncheckedIOException unopened(SQLException e) {
    return new UncheckedIOException(new IOException("DuckDB opened no session", e));
  }

  private Map<String, List<Path>> views(CheckItem item, List<Need> on, Lease lease)
      throws InputLostInRunException, NoAnswerException {
    Map<String, List<Path>> views = new HashMap<>();
    for (Need need : on) {
      views.put(need.alias(), tables(item, need, lease));
    }
    return views;
  }

  private List<Path> tables(CheckItem item, Need need, Lease lease)
      throws InputLostInRunException, NoAnswerException {
    StageInput input =
        item.inputs().stream()
            .filter(candidate -> candidate.artefact().stage().equals(need.stage()))
            .findFirst()
            .orElseThrow(
                () -> new NoAnswerException("stage %s has no data".formatted(need.stage())));
    List<Path> files = files(input, lease).getOrDefault(need.output(), List.of());
    if (files.isEmpty()) {
      throw new NoAnswerException(
          "stage %s has no output %s".formatted(need.stage(), need.output()));
    }
    if (!files.stream().allMatch(CheckSessions::isTable)) {
      throw new NoAnswerException(
          "output %s of stage %s is no table".formatted(need.output(), need.stage()));
    }
    return files;
  }

  private static boolean isTable(Path file) {
    return file.toString().endsWith(TABLE);
  }

  private Map<String, List<Path>> files(StageInput input, Lease lease)
      throws InputLostInRunException {
    try {
      return store.open(input.artefact(), lease);
    } catch (ArtefactLostException e) {
      throw new InputLostInRunException(input, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
