package io.sluice.work.storage;

import io.sluice.work.cache.FileCache;
import io.sluice.work.delivery.Delivery;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.delivery.S3Delivery;
import io.sluice.work.delivery.S3Published;
import io.sluice.work.s3.S3Bucket;
import io.sluice.work.s3.S3Settings;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.S3ArtefactStore;
import io.sluice.work.store.S3DebrisSweep;
import io.sluice.work.store.S3Reading;
import io.sluice.work.store.StoreReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bucket, with a cache on this machine that is there from the first need. */
final class BucketStorage implements Storage {

  private final String address;
  private final S3Bucket bucket;
  private final Path cacheHome;
  private final long cacheBytes;
  private @Nullable FileCache cache;

  BucketStorage(S3Settings settings, Path cacheHome, long cacheBytes) {
    this.address = settings.address();
    this.bucket = S3Bucket.open(settings);
    this.cacheHome = cacheHome;
    this.cacheBytes = cacheBytes;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public ArtefactStore artefacts(String version) throws IOException {
    return new S3ArtefactStore(objects(), cache(), Map.of("sluice", version));
  }

  @Override
  public StoreReading reading() throws IOException {
    return new S3Reading(objects(), cache());
  }

  private S3Bucket objects() {
    return bucket.below(StoreLayout.ARTEFACTS);
  }

  private synchronized FileCache cache() throws IOException {
    if (cache == null) {
      cache = FileCache.claim(cacheHome, cacheBytes);
    }
    return cache;
  }

  @Override
  public Delivery delivery() {
    return new S3Delivery(bucket.below(StoreLayout.PUBLISHED));
  }

  @Override
  public Delivery shadow(String run) {
    return new S3Delivery(bucket.below(StoreLayout.SHADOW).below(run));
  }

  @Override
  public PublishedFiles published() {
    return new S3Published(bucket.below(StoreLayout.PUBLISHED));
  }

  @Override
  public void sweepInBackground() {
    S3DebrisSweep.startInBackground(objects());
  }

  @Override
  public synchronized void close() throws IOException {
    bucket.close();
    if (cache != null) {
      cache.close();
    }
  }
}
