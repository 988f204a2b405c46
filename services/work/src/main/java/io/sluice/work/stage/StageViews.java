package io.sluice.work.stage;

import io.sluice.engine.run.StageInput;
import io.sluice.work.cache.Lease;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.ArtefactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files behind the views that a work item's SQL sees. */
public final class StageViews {

  private StageViews() {}

  /**
   * Files by alias, checked against what was committed.
   *
   * @param lease for how long they have to stay on this machine
   * @throws ArtefactLostException if one is missing or damaged
   * @throws IOException if an artefact has no output of that name
   */
  public static Map<String, List<Path>> open(
      ArtefactStore store, List<StageInput> inputs, Lease lease)
      throws IOException, ArtefactLostException {
    Map<String, List<Path>> views = new LinkedHashMap<>();
    for (StageInput input : inputs) {
      List<Path> files = store.open(input.artefact(), lease).get(input.output());
      if (files == null) {
        throw new IOException(
            "%s has no output %s".formatted(input.artefact().stage(), input.output()));
      }
      views.put(input.alias(), files);
    }
    return views;
  }
}
