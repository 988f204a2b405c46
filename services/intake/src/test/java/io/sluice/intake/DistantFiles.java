package io.sluice.intake;

import io.sluice.work.delivery.PublishedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Published files that cannot be reached so often. */
record DistantFiles(PublishedFiles files, AtomicInteger times) implements PublishedFiles {

  @Override
  public InputStream open(String address) throws IOException {
    if (times.getAndDecrement() > 0) {
      throw new IOException("the S3 store cannot be reached");
    }
    return files.open(address);
  }

  @Override
  public String place(String address) {
    return files.place(address);
  }

  @Override
  public List<Integer> versions(String address) throws IOException {
    return files.versions(address);
  }
}
