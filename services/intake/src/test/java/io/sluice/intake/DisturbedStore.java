package io.sluice.intake;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.work.cache.Lease;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.Draft;
import io.sluice.work.store.InputLostException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store during whose first take something happens to the file. */
record DisturbedStore(
    ArtefactStore store, Disturbance before, Disturbance after, AtomicBoolean disturbed)
    implements ArtefactStore {

  /** What happens to a file. */
  @FunctionalInterface
  interface Disturbance {
    void happen(Path file) throws IOException;
  }

  static DisturbedStore before(ArtefactStore store, Disturbance disturbance) {
    return new DisturbedStore(store, disturbance, _ -> {}, new AtomicBoolean());
  }

  static DisturbedStore after(ArtefactStore store, Disturbance disturbance) {
    return new DisturbedStore(store, _ -> {}, disturbance, new AtomicBoolean());
  }

  @Override
  public InputFile take(Path source, String name) throws IOException {
    boolean first = disturbed.compareAndSet(false, true);
    if (first) {
      before.happen(source);
    }
    InputFile taken = store.take(source, name);
    if (first) {
      after.happen(source);
    }
    return taken;
  }

  @Override
  public InputFile take(InputStream source, String name) throws IOException {
    return store.take(source, name);
  }

  @Override
  public Optional<ArtefactRef> find(String flow, String stage, String key) throws IOException {
    return store.find(flow, stage, key);
  }

  @Override
  public Draft begin(String flow, String stage, ArtefactKey key, String attempt)
      throws IOException {
    return store.begin(flow, stage, key, attempt);
  }

  @Override
  public Map<String, List<Path>> open(ArtefactRef ref, Lease lease)
      throws IOException, ArtefactLostException {
    return store.open(ref, lease);
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
