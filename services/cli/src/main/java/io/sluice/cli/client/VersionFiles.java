package io.sluice.cli.client;

import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.engine.run.RunState;
import java.util.List;

/** Knows the files of the version that a run published, or found to be unchanged. */
@FunctionalInterface
interface VersionFiles {

  List<PublishedFile> of(RunState state, long version);
}
