package io.sluice.work.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.work.cache.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebrisSweepTest {

  private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
  private static final Instant OLD = NOW.minus(DebrisSweep.KEPT).minusSeconds(60);
  private static final ArtefactKey KEY =
      ArtefactKey.repeatable("sql", 1, "SELECT 1", Map.of(), Map.of());

  @TempDir Path root;
  private DirectoryArtefactStore store;

  @BeforeEach
  void open() throws IOException {
    store = new DirectoryArtefactStore(root, Map.of());
  }

  @Test
  void shouldFindNothingInStoreThatIsNotThereYet() throws Exception {
    // given
    Path coming = root.resolve("coming");

    // when
    int deleted = DebrisSweep.sweep(coming, NOW);

    // then
    assertThat(deleted).isZero();
    assertThat(coming).doesNotExist();
  }

  @Test
  void shouldDeleteOldFilesThatTheManifestDoesNotName() throws Exception {
    // given
    ArtefactRef artefact = commit();
    Path folder = folder(artefact);
    Path renamed = Files.writeString(folder.resolve("data-killed-1234-1.parquet"), "killed");
    Path hidden = Files.writeString(folder.resolve(".tmp-data-killed-1234-2.parquet"), "killed");
    date(folder, OLD);

    // when
    int deleted = DebrisSweep.sweep(root, NOW);

    // then
    assertThat(deleted).isEqualTo(2);
    assertThat(List.of(renamed, hidden)).allMatch(Files::notExists);
    assertThat(store.open(artefact, new Lease()).get("data")).hasSize(1).allMatch(Files::exists);
  }

  @Test
  void shouldDeleteOldFilesOfAttemptThatNeverCommitted() throws Exception {
    // given
    store.begin("shop", "sales", KEY, "killed");
    Path folder = root.resolve("shop/sales").resolve(KEY.hex());
    Files.writeString(folder.resolve(".tmp-data-killed-1234-1.parquet"), "half");
    date(folder, OLD);

    // when
    DebrisSweep.sweep(root, NOW);

    // then
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldLeaveWhatAnAttemptMayBeWriting() throws Exception {
    // given
    var draft = store.begin("shop", "sales", KEY, "working");
    Path first = Files.writeString(draft.file("data", "parquet"), "done");
    Path second = Files.writeString(draft.file("quarantine", "parquet"), "under way");
    date(draft.folder(), NOW.minus(Duration.ofDays(6)));

    // when
    int deleted = DebrisSweep.sweep(root, NOW);

    // then
    assertThat(deleted).isZero();
    assertThat(List.of(first, second)).allMatch(Files::exists);
  }

  @Test
  void shouldKeepDamagedArtefactForPeopleToLookAtAWeekFromItsDiscovery() throws Exception {
    // given
    ArtefactRef artefact = commit();
    Path folder = folder(artefact);
    Files.delete(folder.resolve(artefact.files().getFirst().name()));
    date(folder, OLD);
    store.find("shop", "sales", KEY.hex());
    Instant found = Instant.now();

    // when
    int early = DebrisSweep.sweep(root, found.plus(Duration.ofDays(6)));
    boolean kept = damaged().count() == 1;
    int late = DebrisSweep.sweep(root, found.plus(Duration.ofDays(8)));

    // then
    assertThat(early).isZero();
    assertThat(kept).isTrue();
    assertThat(late).isEqualTo(1);
    assertThat(damaged()).isEmpty();
  }

  @Test
  void shouldDeleteInputsThatWereNeverTakenIn() throws Exception {
    // given
    Path source = Files.writeString(root.resolve("orders.csv"), "id\n1\n");
    Path taken = store.input(store.take(source, "orders.csv"), new Lease());
    Path half = Files.writeString(root.resolve("_inputs/.incoming-1"), "i");
    date(root.resolve("_inputs"), OLD);
    date(taken.getParent(), OLD);

    // when
    DebrisSweep.sweep(root, NOW);

    // then
    assertThat(half).doesNotExist();
    assertThat(taken).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{ \"format\" : 2 }"})
  void shouldGoOnBehindAManifestThatItCannotRead(String json) throws Exception {
    // given
    Path unread = folder(commit());
    Path kept = Files.writeString(unread.resolve("data-killed-1234-1.parquet"), "killed");
    Files.writeString(unread.resolve("manifest.json"), json);
    date(unread, OLD);
    Path other = Files.createDirectories(root.resolve("shop/stock").resolve(KEY.hex()));
    Path earlier = Files.createDirectories(root.resolve("bakery/day").resolve(KEY.hex()));
    for (Path folder : List.of(other, earlier)) {
      Files.writeString(folder.resolve(".tmp-data-killed-1234-1.parquet"), "half");
      date(folder, OLD);
    }

    // when
    int deleted = DebrisSweep.sweep(root, NOW);

    // then
    assertThat(deleted).isEqualTo(2);
    assertThat(kept).exists();
  }

  @Test
  void shouldSweepOnceADay() throws Exception {
    // given
    DebrisSweep.sweep(root, NOW);
    store.begin("shop", "sales", KEY, "killed");
    Path folder = root.resolve("shop/sales").resolve(KEY.hex());
    Files.writeString(folder.resolve(".tmp-data-killed-1234-1.parquet"), "half");
    date(folder, OLD);

    // when
    int soon = DebrisSweep.sweep(root, NOW.plus(Duration.ofHours(23)));
    int nextDay = DebrisSweep.sweep(root, NOW.plus(Duration.ofHours(25)));

    // then
    assertThat(soon).isZero();
    assertThat(nextDay).isEqualTo(1);
  }

  @Test
  void shouldComeToEveryFolderOfAStoreThatIsTooLargeForADay() throws Exception {
    // given
    for (String stage : List.of("bakery/day", "shop/sales", "shop/stock")) {
      for (String key : List.of("cafe", "beef")) {
        Path folder = Files.createDirectories(root.resolve(stage).resolve(key));
        Files.writeString(folder.resolve(".tmp-data-killed-1234-1.parquet"), "half");
        date(folder, OLD);
      }
    }
    int deleted = 0;

    // when
    for (int day = 0; day < 100; day++) {
      deleted += DebrisSweep.sweep(root, NOW.plus(Duration.ofDays(day + 1)), 2);
    }

    // then
    assertThat(deleted).isEqualTo(6);
  }

  private ArtefactRef commit() throws IOException {
    try (var draft = store.begin("shop", "sales", KEY, "attempt")) {
      Files.write(draft.file("data", "txt"), "rows".getBytes(UTF_8));
      return draft.commit(Map.of());
    }
  }

  private Path folder(ArtefactRef artefact) {
    return root.resolve("shop/sales").resolve(artefact.key());
  }

  private Stream<Path> damaged() throws IOException {
    try (Stream<Path> all = Files.list(root.resolve("shop/sales"))) {
      return all
          .filter(path -> path.getFileName().toString().startsWith(".damaged-"))
          .toList()
          .stream();
    }
  }

  private static void date(Path folder, Instant time) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(time));
      }
    }
    Files.setLastModifiedTime(folder, FileTime.from(time));
  }
}
