package io.sluice.cli.client;

import io.sluice.cli.history.PublishedVersions;
import io.sluice.cli.history.VersionFiles;
import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Publication;
import io.sluice.engine.plan.StageNames;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.StageState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The files of a version, by what the flow declares and what the run's stages made. */
record DeclaredFiles(Flow flow, PublishedVersions published) implements VersionFiles {

  @Override
  public List<PublishedFile> of(RunState state, long version) {
    String folder = published.version(state.run().flow(), state.started().subject(), version);
    List<PublishedFile> files = new ArrayList<>();
    for (Publication publication : flow.publications()) {
      if (state.stage(StageNames.export(publication.name())) instanceof StageState.Completed done) {
        ArtefactRef artefact = done.artefact();
        files.add(
            new PublishedFile(
                publication.fileName(),
                folder + "/" + publication.fileName(),
                published.place(folder + "/" + publication.fileName()),
                artefact.files().getFirst().sha256(),
                publication.export() instanceof Export.Html
                    ? OptionalLong.empty()
                    : OptionalLong.of(artefact.rows())));
      }
    }
    return files;
  }
}
