package io.sluice.intake;

import io.sluice.wire.KafkaConnection;
import io.sluice.work.delivery.PublishedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;

/** Published files; while the first is opened, the broker throws intake out of its group. */
record ForgottenMember(PublishedFiles files, KafkaConnection kafka, AtomicInteger opened)
    implements PublishedFiles {

  @Override
  public InputStream open(String address) throws IOException {
    if (opened.getAndIncrement() == 0) {
      forget();
    }
    return files.open(address);
  }

  private void forget() {
    try {
      kafka
          .admin()
          .removeMembersFromConsumerGroup(
              kafka.topics().group("intake"), new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
