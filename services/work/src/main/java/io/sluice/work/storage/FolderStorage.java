package io.sluice.work.storage;

import io.sluice.work.delivery.Delivery;
import io.sluice.work.delivery.DirectoryDelivery;
import io.sluice.work.delivery.DirectoryPublished;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.DebrisSweep;
import io.sluice.work.store.DirectoryArtefactStore;
import io.sluice.work.store.DirectoryReading;
import io.sluice.work.store.StoreReading;
import java.io.IOException;
import java.util.Map;

/** A folder that all services share. */
public record FolderStorage(StoreLayout layout) implements Storage {

  @Override
  public String address() {
    return layout.root().toString();
  }

  @Override
  public ArtefactStore artefacts(String version) throws IOException {
    return new DirectoryArtefactStore(layout.artefacts(), Map.of("sluice", version));
  }

  @Override
  public StoreReading reading() throws IOException {
    return new DirectoryReading(layout.artefacts());
  }

  @Override
  public Delivery delivery() {
    return new DirectoryDelivery(layout.published());
  }

  @Override
  public Delivery shadow(String run) {
    return new DirectoryDelivery(layout.shadow(run));
  }

  @Override
  public PublishedFiles published() {
    return new DirectoryPublished(layout.published());
  }

  @Override
  public void sweepInBackground() {
    DebrisSweep.startInBackground(layout.artefacts());
  }

  /** A folder needs no closing. */
  @Override
  public void close() {}
}
