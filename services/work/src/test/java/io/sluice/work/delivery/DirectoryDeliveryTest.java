package io.sluice.work.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryDeliveryTest extends DeliveryContract {

  private static final String HIDDEN = "bottleneck/taxi=green/2026-10/.delivering-v1-123";

  private Path root() {
    return folder.resolve("published");
  }

  @Override
  Delivery delivery() {
    return new DirectoryDelivery(root());
  }

  @Override
  PublishedFiles published() {
    return new DirectoryPublished(root());
  }

  @Override
  Map<String, String> delivered() throws IOException {
    Map<String, String> delivered = new HashMap<>();
    if (Files.isDirectory(root())) {
      try (Stream<Path> paths = Files.walk(root())) {
        for (Path file : paths.filter(Files::isRegularFile).toList()) {
          delivered.put(root().relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return delivered;
  }

  @Override
  void leave(String address, String content) throws IOException {
    Path file = root().resolve(address);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Override
  void dieOf(DeliveryOrder order) throws IOException {
    leave(HIDDEN + "/a.csv", "u");
  }

  @Test
  void shouldSweepWhatKilledDeliveryLeft() throws IOException {
    // given
    leave(HIDDEN + "/a.csv", "u");

    // when
    delivery().deliver(order(1, item("a.csv", "un")));

    // then
    assertThat(root().resolve(HIDDEN)).doesNotExist();
    assertThat(delivered()).hasSize(1);
  }

  @Test
  void shouldOpenNothingOutside() throws IOException {
    // given
    Files.writeString(folder.resolve("secret.txt"), "secret");

    // when // then
    assertThat(List.of("../secret.txt", folder.resolve("secret.txt").toString()))
        .allSatisfy(
            address ->
                assertThatThrownBy(() -> published().open(address))
                    .hasMessageContaining("is no published file"));
  }
}
