package io.sluice.cli;

import io.sluice.work.delivery.Delivery;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.storage.Storage;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.StoreReading;
import java.io.InputStream;
import java.util.List;

/**
 * The storage of an installation whose address was not given: its files can be told of, no more.
 */
final class UnnamedStorage implements Storage, PublishedFiles {

  private static Refusal refusal() {
    return Refusal.usage(
        "This needs the installation's store: name it with --store, as a folder that this machine"
            + " shares or as s3://bucket/prefix. Without one, drop files into the inbox.");
  }

  @Override
  public String address() {
    return "";
  }

  @Override
  public ArtefactStore artefacts(String version) {
    throw refusal();
  }

  @Override
  public StoreReading reading() {
    throw refusal();
  }

  @Override
  public Delivery delivery() {
    throw refusal();
  }

  @Override
  public Delivery shadow(String run) {
    throw refusal();
  }

  @Override
  public PublishedFiles published() {
    return this;
  }

  /** From the store's root, wherever that is. */
  @Override
  public String place(String address) {
    return "published/" + address;
  }

  @Override
  public InputStream open(String address) {
    throw refusal();
  }

  @Override
  public List<Integer> versions(String address) {
    return List.of();
  }

  @Override
  public void sweepInBackground() {
    // nothing of it can be reached
  }

  @Override
  public void close() {
    // nothing was opened
  }
}
