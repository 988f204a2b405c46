package io.sluice.work.stage;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.run.StageItem;
import io.sluice.work.duckdb.SessionHolder;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.Draft;
import io.sluice.work.store.InputLostException;
import io.sluice.work.store.TableFacts;
import io.sluice.work.transform.SqlRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** Makes the files of an artefact. One for each kind of operation. */
interface StageMaker {

  /**
   * Writes the files of the artefact into the draft.
   *
   * @param holder where a session is put while it works, so that it can be interrupted
   * @return what the table files hold
   */
  Map<Path, TableFacts> make(StageItem item, Flow flow, Draft draft, SessionHolder holder)
      throws IOException,
          SQLException,
          ArtefactLostException,
          InputLostException,
          InputRefusedException,
          SqlRefusedException;
}
