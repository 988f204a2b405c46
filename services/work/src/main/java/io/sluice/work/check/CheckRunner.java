package io.sluice.work.check;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.CheckItem;
import io.sluice.work.duckdb.DuckDbSessions;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import io.sluice.work.store.ArtefactStore;
import java.time.Duration;

/** Begins the evaluation of checks and figures. Thread-safe. */
public final class CheckRunner implements AutoCloseable {

  /** How long a check's queries may take together, unless told otherwise. */
  public static final Duration QUERY_TIMEOUT = Duration.ofSeconds(60);

  private final CheckSessions sessions;
  private final DataJudge judge;

  /** Checks over the artefacts of a store; store, sessions and inspector stay the caller's. */
  public CheckRunner(
      ArtefactStore store,
      DuckDbSessions sessions,
      DuckDbSqlInspector inspector,
      Duration queryTimeout) {
    this.sessions = new CheckSessions(store, sessions, queryTimeout);
    this.judge = new DataJudge(inspector);
  }

  /**
   * The evaluation of a check or figure, not begun yet.
   *
   * @param flow the flow in the item's revision
   */
  public CheckWork begin(CheckItem item, Flow flow) {
    return new CheckWork(sessions, judge, item, flow);
  }

  /** No check may be running. */
  @Override
  public void close() {
    sessions.close();
  }
}
