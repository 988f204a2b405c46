package io.sluice.work.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.testkit.s3.S3Service;
import io.sluice.work.s3.BucketUnderTest;
import io.sluice.work.s3.S3Bucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3DeliveryTest extends DeliveryContract {

  private static BucketUnderTest buckets;
  private final S3Bucket bucket = buckets.part();

  @BeforeAll
  static void startService() throws Exception {
    buckets = BucketUnderTest.start();
  }

  @AfterAll
  static void stopService() throws Exception {
    buckets.close();
  }

  @AfterEach
  void calm() {
    buckets.service().afterPut(_ -> {});
  }

  @Override
  Delivery delivery() {
    return new S3Delivery(bucket);
  }

  @Override
  PublishedFiles published() {
    return new S3Published(bucket);
  }

  @Override
  Map<String, String> delivered() throws IOException {
    List<String> keys = new ArrayList<>();
    bucket.list("", object -> keys.add(object.key()));
    Map<String, String> delivered = new HashMap<>();
    for (String key : keys) {
      if (!key.endsWith(Claim.NAME)) {
        delivered.put(
            key, new String(bucket.read(key, 1000).orElseThrow(), StandardCharsets.UTF_8));
      }
    }
    return delivered;
  }

  @Override
  void leave(String address, String content) throws IOException {
    bucket.putIfAbsent(address, content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  void dieOf(DeliveryOrder order) {
    buckets
        .service()
        .afterPut(
            key -> {
              if (!key.endsWith(Claim.NAME)) {
                throw S3Service.trouble();
              }
            });
    assertThatThrownBy(() -> delivery().deliver(order)).isInstanceOf(IOException.class);
    buckets.service().afterPut(_ -> {});
  }

  @Test
  void shouldRefuseOtherFilesWhileTheFirstAreStillComing() throws IOException {
    // given
    dieOf(order(1, item("a.csv", "un"), item("b.csv", "deux")));

    // when // then
    assertThatThrownBy(() -> delivery().deliver(order(1, item("a.csv", "autre"))))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("already there with other files");
  }

  @Test
  void shouldPutAgainWhatWasDamaged() throws IOException {
    // given
    DeliveryOrder order = order(1, item("a.csv", "un"));
    Delivered first = delivery().deliver(order);
    String key = first.address() + "/a.csv";
    bucket.delete(key);
    leave(key, "nu");

    // when
    delivery().deliver(order);

    // then
    assertThat(delivered()).containsEntry(key, "un");
  }
}
