package io.sluice.work.stage;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Need;
import io.sluice.engine.flow.Stage;
import io.sluice.engine.run.StageItem;
import io.sluice.work.cache.Lease;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SessionHolder;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.Draft;
import io.sluice.work.store.TableFacts;
import io.sluice.work.transform.ParameterValues;
import io.sluice.work.transform.SqlRefusedException;
import io.sluice.work.transform.SqlTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Runs a stage's SELECT. */
final class SqlMaker implements StageMaker {

  private final Workbench bench;
  private final Lease lease;

  /**
   * @param lease of the attempt, for what it reads
   */
  SqlMaker(Workbench bench, Lease lease) {
    this.bench = bench;
    this.lease = lease;
  }

  @Override
  public Map<Path, TableFacts> make(StageItem item, Flow flow, Draft draft, SessionHolder holder)
      throws IOException, SQLException, ArtefactLostException, SqlRefusedException {
    Stage stage = stage(flow, item.stage().name());
    Map<String, List<Path>> views = StageViews.open(bench.store(), item.inputs(), lease);
    Session session = holder.hold(open(item, stage, views, draft));
    Path target = draft.file(Need.DATA, "parquet");
    TableFacts facts =
        new SqlTransform(bench.inspector())
            .run(
                session,
                stage.sql(),
                ParameterValues.of(flow, item.parameters()),
                stage.repeatable(),
                target);
    return Map.of(target, facts);
  }

  private static Stage stage(Flow flow, String name) {
    return flow.stages().stream()
        .filter(stage -> stage.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the flow has no stage " + name));
  }

  private Session open(StageItem item, Stage stage, Map<String, List<Path>> views, Draft draft)
      throws SQLException, IOException {
    String flow = item.run().flow();
    boolean ownInstance = stage.strictIsolation() || stage.limits().memoryMb() > 0;
    return ownInstance
        ? bench.sessions().openStrict(draft.folder(), views, stage.limits().memoryMb())
        : bench.sessions().open(flow, bench.store().foldersOf(flow), views);
  }
}
