package io.sluice.work.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.sluice.work.delivery.DeliveryOrder.Item;
import io.sluice.work.files.FileHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every delivery promises. */
abstract class DeliveryContract {

  @TempDir Path folder;
  private Delivery delivery;

  abstract Delivery delivery();

  abstract PublishedFiles published();

  /** What is there, by address, without what is delivery's own. */
  abstract Map<String, String> delivered() throws IOException;

  /** Puts a file there that no delivery made. */
  abstract void leave(String address, String content) throws IOException;

  /** A delivery that is killed before its last file is there. */
  abstract void dieOf(DeliveryOrder order) throws IOException;

  @BeforeEach
  void prepare() {
    delivery = delivery();
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
    assertThat(delivered())
        .isEqualTo(
            Map.of(
                "bottleneck/taxi=green/2026-10/v1/a.csv", "un",
                "bottleneck/taxi=green/2026-10/v1/b.csv", "deux"));
    try (InputStream in = published().open(delivered.address() + "/b.csv")) {
      assertThat(in).hasContent("deux");
    }
    assertThat(published().versions("bottleneck/taxi=green/2026-10")).containsExactly(1);
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
    assertThat(delivered()).containsOnly(entry("bottleneck/taxi=green/2026-10/v1/a.csv", "un"));
  }

  @Test
  void shouldLeaveNothingOfDamagedSource() throws IOException {
    // given
    Item damaged = item("b.csv", "deux");
    Files.writeString(damaged.source(), "DEUX");

    // when // then
    assertThatThrownBy(() -> delivery.deliver(order(1, item("a.csv", "un"), damaged)))
        .isInstanceOf(SourceChangedException.class)
        .hasMessageContaining("b.csv is not the file that the gate passed");
    assertThat(delivered()).isEmpty();
    assertThat(published().versions("bottleneck/taxi=green/2026-10")).isEmpty();
  }

  @Test
  void shouldSayWhichSourceIsGone() throws IOException {
    // given
    Item gone = item("a.csv", "un");
    Files.delete(gone.source());

    // when // then
    assertThatThrownBy(() -> delivery.deliver(order(1, gone)))
        .isInstanceOf(SourceChangedException.class)
        .hasMessageContaining("a.csv is not there any more");
    assertThat(delivered()).isEmpty();
    assertThat(published().versions("bottleneck/taxi=green/2026-10")).isEmpty();
  }

  @Test
  void shouldGoOnWhereAnotherWasKilled() throws IOException {
    // given
    DeliveryOrder order = order(1, item("a.csv", "un"), item("b.csv", "deux"));
    dieOf(order);
    assertThat(published().versions("bottleneck/taxi=green/2026-10")).isEmpty();

    // when
    delivery.deliver(order);

    // then
    assertThat(delivered().values()).containsExactlyInAnyOrder("un", "deux");
    assertThat(published().versions("bottleneck/taxi=green/2026-10")).containsExactly(1);
  }

  @Test
  void shouldRefusePlaceThatHoldsWhatNobodyDelivered() throws IOException {
    // given
    leave("bottleneck/taxi=green/2026-10/v1/notes.txt", "mine");

    // when // then
    assertThatThrownBy(() -> delivery.deliver(order(1, item("a.csv", "un"))))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("notes.txt");
    assertThat(delivered()).hasSize(1);
  }

  @RepeatedTest(20)
  void shouldAgreeWithOthersThatDeliverTheSame() throws Exception {
    // given
    DeliveryOrder order = order(2, item("a.csv", "un"), item("b.csv", "deux"));
    CountDownLatch start = new CountDownLatch(1);
    Set<Delivered> told = new HashSet<>();

    // when
    try (var threads = Executors.newFixedThreadPool(3)) {
      var deliveries =
          Stream.generate(
                  () ->
                      threads.submit(
                          () -> {
                            start.await();
                            return untilDone(order);
                          }))
              .limit(3)
              .toList();
      start.countDown();
      for (var each : deliveries) {
        told.add(each.get());
      }
    }

    // then
    assertThat(told).hasSize(1);
    assertThat(delivered()).hasSize(2);
    assertThat(published().versions("bottleneck/taxi=green/2026-10")).containsExactly(2);
  }

  /** One that another got in the way of tries again, as a stage does. */
  private Delivered untilDone(DeliveryOrder order) {
    for (int i = 0; ; i++) {
      try {
        return delivery().deliver(order);
      } catch (IOException e) {
        assertThat(i).as("tries, the last of which failed with %s", e).isLessThan(10);
      }
    }
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
    assertThat(delivered()).isEmpty();
  }

  static DeliveryOrder order(int version, Item... items) {
    return new DeliveryOrder("bottleneck", "taxi=green", "2026-10", version, List.of(items));
  }

  Item item(String name, String content) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".source"), content);
    return new Item(name, source, FileHash.of(source), Files.size(source));
  }
}
