package io.sluice.cli.history;

import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.engine.plan.Operation;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunState;
import java.util.List;
import java.util.OptionalLong;

/**
 * The files of a version, by what subscribers were told of it.
 *
 * @param publications those of the run's flow, slice and period
 */
record ToldFiles(List<RunResult.Published> publications, PublishedVersions published)
    implements VersionFiles {

  @Override
  public List<PublishedFile> of(RunState state, long version) {
    return publications.stream()
        .filter(publication -> publication.version() == version)
        .flatMap(publication -> publication.files().stream())
        .map(file -> shown(state, file))
        .toList();
  }

  private PublishedFile shown(RunState state, DeliveredFile file) {
    return new PublishedFile(
        file.name(),
        file.address(),
        published.place(file.address()),
        file.sha256(),
        isTable(state, file) ? OptionalLong.of(file.rows()) : OptionalLong.empty());
  }

  /** A page holds no rows of its own. */
  private static boolean isTable(RunState state, DeliveredFile file) {
    String stage = StageNames.export(file.publication());
    return state.plan().stages().stream()
        .filter(planned -> planned.name().equals(stage))
        .noneMatch(planned -> planned.operation().equals(Operation.HTML.label()));
  }
}
