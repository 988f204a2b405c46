package io.sluice.work.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.work.delivery.DeliveryOrder.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryDeliveryTest {

  @TempDir Path folder;
  Path root;
  DirectoryDelivery delivery;

  @BeforeEach
  void prepare() {
    root = folder.resolve("published");
    delivery = new DirectoryDelivery(root);
  }

  @Test
  void shouldDeliverIntoFolderOfItsVersion() throws IOException {
    // when
    Delivered delivered = delivery.deliver(order(1, item("a.csv", "un"), item("b.csv", "deux")));

    // then
    assertThat(delivered.address()).isEqualTo("bottleneck/taxi=green/2026-10/v1");
    assertThat(delivered.files())
        .extracting(Delivered.File::name)
        .containsExactly("a.csv", "b.csv");
    assertThat(root.resolve(delivered.address()).resolve("b.csv")).hasContent("deux");
    assertThat(files()).hasSize(2);
  }

  @Test
  void shouldLeaveOutSliceAndPeriodThatAreEmpty() throws IOException {
    // given
    DeliveryOrder order = new DeliveryOrder("hello", "", "", 3, List.of(item("a.csv", "un")));

    // when // then
    assertThat(delivery.deliver(order).address()).isEqualTo("hello/v3");
  }

  @Test
  void shouldFindThatItIsDone() throws IOException {
    // given
    DeliveryOrder order = order(1, item("a.csv", "un"));
    Delivered first = delivery.deliver(order);
    Files.delete(order.items().getFirst().source());

    // when // then
    assertThat(delivery.deliver(order)).isEqualTo(first);
  }

  @Test
  void shouldRefuseFolderWithOtherFiles() throws IOException {
    // given
    delivery.deliver(order(1, item("a.csv", "un")));

    // when // then
    assertThatThrownBy(() -> delivery.deliver(order(1, item("a.csv", "autre"))))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("bottleneck/taxi=green/2026-10/v1 is already there with other files");
    assertThat(root.resolve("bottleneck/taxi=green/2026-10/v1/a.csv")).hasContent("un");
  }

  @Test
  void shouldLeaveNothingOfDamagedSource() throws IOException {
    // given
    Item damaged = item("b.csv", "deux");
    Files.writeString(damaged.source(), "DEUX");

    // when // then
    assertThatThrownBy(() -> delivery.deliver(order(1, item("a.csv", "un"), damaged)))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("b.csv is not the file that the gate passed");
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldSayWhichSourceIsGone() throws IOException {
    // given
    Item gone = item("a.csv", "un");
    Files.delete(gone.source());

    // when // then
    assertThatThrownBy(() -> delivery.deliver(order(1, gone)))
        .hasMessageContaining("a.csv is not there any more");
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldSweepWhatKilledDeliveryLeft() throws IOException {
    // given
    Path parent = root.resolve("bottleneck/taxi=green/2026-10");
    Path left = Files.createDirectories(parent.resolve(".delivering-v1-123"));
    Files.writeString(left.resolve("a.csv"), "u");

    // when
    delivery.deliver(order(1, item("a.csv", "un")));

    // then
    assertThat(left).doesNotExist();
    assertThat(files()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../evil", "a/b", "a\\b", ".hidden", "a\u0000b", "a\nb"})
  void shouldRefuseNameThatLeadsElsewhere(String name) throws IOException {
    // given
    Item source = item("a.csv", "un");
    Item item = new Item(name, source.source(), source.sha256(), source.bytes());

    // when // then
    assertThatThrownBy(() -> delivery.deliver(order(1, item)))
        .isInstanceOf(DeliveryException.class);
    assertThatThrownBy(() -> delivery.deliver(new DeliveryOrder(name, "", "", 1, List.of(source))))
        .isInstanceOf(DeliveryException.class);
    assertThat(root).doesNotExist();
  }

  private static DeliveryOrder order(int version, Item... items) {
    return new DeliveryOrder("bottleneck", "taxi=green", "2026-10", version, List.of(items));
  }

  private Item item(String name, String content) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".source"), content);
    return new Item(name, source, Durable.hash(source), Files.size(source));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
