package io.sluice.work.s3;

import io.sluice.testkit.s3.S3Service;
import java.util.Map;
import java.util.UUID;

/** A bucket of an S3 service that runs as long as it is open. */
public final class BucketUnderTest implements AutoCloseable {

  private final S3Service service;
  private final S3Bucket whole;

  private BucketUnderTest(S3Service service, S3Bucket whole) {
    this.service = service;
    this.whole = whole;
  }

  public static BucketUnderTest start() throws Exception {
    S3Service service = S3Service.start();
    return new BucketUnderTest(
        service,
        S3Bucket.open(
            S3Settings.of(
                service.address("tests"),
                Map.of("endpoint", service.endpoint().toString()),
                Map.of())));
  }

  public S3Service service() {
    return service;
  }

  /** A part of the bucket that no other test has. */
  public S3Bucket part() {
    return whole.below(UUID.randomUUID().toString());
  }

  @Override
  public void close() throws Exception {
    whole.close();
    service.close();
  }
}
