package io.sluice.cli.history;

import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.engine.run.RunState;
import java.util.List;

/** Knows the files of the version that a run published, or found to be unchanged. */
@FunctionalInterface
public interface VersionFiles {

  /** Empty when the version has none, or is not known. */
  List<PublishedFile> of(RunState state, long version);
}
