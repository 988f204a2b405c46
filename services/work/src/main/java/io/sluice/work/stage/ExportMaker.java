package io.sluice.work.stage;

import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Figure;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Need;
import io.sluice.engine.flow.Publication;
import io.sluice.engine.plan.BoundParameters;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.StageInput;
import io.sluice.engine.run.StageItem;
import io.sluice.work.cache.Lease;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SessionHolder;
import io.sluice.work.export.ExportFacts;
import io.sluice.work.export.Exports;
import io.sluice.work.figure.FigureQuery;
import io.sluice.work.figure.FigureValue;
import io.sluice.work.files.FileHash;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.Draft;
import io.sluice.work.store.TableFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a publication's file. */
final class ExportMaker implements StageMaker {

  private final Workbench bench;
  private final Lease lease;

  /**
   * @param lease of the attempt, for what it reads
   */
  ExportMaker(Workbench bench, Lease lease) {
    this.bench = bench;
    this.lease = lease;
  }

  @Override
  public Map<Path, TableFacts> make(StageItem item, Flow flow, Draft draft, SessionHolder holder)
      throws IOException, SQLException, ArtefactLostException {
    Export export = export(flow, item);
    String flowName = item.run().flow();
    Map<String, List<Path>> views = StageViews.open(bench.store(), item.inputs(), lease);
    Session session = holder.hold(open(export, flowName, views, draft));
    Path target = draft.file(Need.DATA, export.ending().substring(1));
    ExportFacts facts =
        new ExportFacts(
            flowName,
            flow.description(),
            item.subject().sliceText(),
            item.parameters().getOrDefault(BoundParameters.PERIOD, ""),
            figures(export, flow, session));
    long rows = Exports.write(export, facts, session.connection(), target);
    // files that are no tables are known by their bytes
    return Map.of(target, new TableFacts(rows, List.of(), FileHash.of(target)));
  }

  private Session open(Export export, String flow, Map<String, List<Path>> views, Draft draft)
      throws SQLException, IOException {
    // a database that is written when the work is interrupted stays attached while its instance is
    return export instanceof Export.DuckDb
        ? bench.sessions().openStrict(draft.folder(), views, 0)
        : bench.sessions().open(flow, bench.store().foldersOf(flow), views);
  }

  private static Export export(Flow flow, StageItem item) {
    String name = StageNames.publication(item.stage().name());
    Export export =
        flow.publications().stream()
            .filter(publication -> publication.name().equals(name))
            .map(Publication::export)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the flow has no publication " + name));
    return export instanceof Export.DuckDb
        ? new Export.DuckDb(item.inputs().stream().map(StageInput::alias).toList())
        : export;
  }

  private static List<FigureValue> figures(Export export, Flow flow, Session session) {
    List<FigureValue> figures = new ArrayList<>();
    if (export instanceof Export.Html) {
      for (Figure figure : flow.figures()) {
        figures.add(FigureQuery.measure(session.connection(), figure));
      }
    }
    return figures;
  }
}
