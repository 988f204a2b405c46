package io.sluice.standalone.crash;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.Draft;
import io.sluice.work.store.InputLostException;
import io.sluice.work.store.TableFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that halts its process right after it has committed an artefact of a stage. */
record HaltingStore(ArtefactStore store, String stage) implements ArtefactStore {

  @Override
  public Draft begin(String flow, String name, ArtefactKey key, String attempt) throws IOException {
    Draft draft = store.begin(flow, name, key, attempt);
    return name.equals(stage) ? new HaltingDraft(draft) : draft;
  }

  private record HaltingDraft(Draft draft) implements Draft {

    @Override
    public ArtefactRef commit(Map<Path, TableFacts> tables) throws IOException {
      ArtefactRef committed = draft.commit(tables);
      Runtime.getRuntime().halt(ChildJvm.HALTED);
      return committed;
    }

    @Override
    public Path folder() {
      return draft.folder();
    }

    @Override
    public Path file(String output, String extension) {
      return draft.file(output, extension);
    }

    @Override
    public void close() throws IOException {
      draft.close();
    }
  }

  @Override
  public Optional<ArtefactRef> find(String flow, String name, String key) throws IOException {
    return store.find(flow, name, key);
  }

  @Override
  public Map<String, List<Path>> open(ArtefactRef ref, Lease lease)
      throws IOException, ArtefactLostException {
    return store.open(ref, lease);
  }

  @Override
  public InputFile take(InputStream source, String name) throws IOException {
    return store.take(source, name);
  }

  @Override
  public Path input(InputFile file, Lease lease) throws IOException, InputLostException {
    return store.input(file, lease);
  }

  @Override
  public List<Path> foldersOf(String flow) throws IOException {
    return store.foldersOf(flow);
  }
}
