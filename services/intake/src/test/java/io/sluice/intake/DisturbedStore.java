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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store during whose first takes something happens. */
record DisturbedStore(
    ArtefactStore store, Disturbance before, Disturbance after, AtomicInteger disturbances)
    implements ArtefactStore {

  /** What happens. */
  @FunctionalInterface
  interface Disturbance {
    void happen() throws IOException;
  }

  static DisturbedStore before(ArtefactStore store, Disturbance disturbance) {
    return new DisturbedStore(store, disturbance, () -> {}, new AtomicInteger(1));
  }

  static DisturbedStore after(ArtefactStore store, Disturbance disturbance) {
    return new DisturbedStore(store, () -> {}, disturbance, new AtomicInteger(1));
  }

  /** A store that cannot be written to so often. */
  static DisturbedStore gone(ArtefactStore store, int times) {
    Disturbance gone =
        () -> {
          throw new NoSuchFileException("_inputs/.incoming");
        };
    return new DisturbedStore(store, gone, () -> {}, new AtomicInteger(times));
  }

  @Override
  public InputFile take(InputStream source, String name) throws IOException {
    boolean disturbed = disturbances.getAndDecrement() > 0;
    if (disturbed) {
      before.happen();
    }
    InputFile taken = store.take(source, name);
    if (disturbed) {
      after.happen();
    }
    return taken;
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
