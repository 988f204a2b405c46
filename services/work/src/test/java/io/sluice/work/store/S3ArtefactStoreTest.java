package io.sluice.work.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.InputFile;
import io.sluice.testkit.s3.S3Service;
import io.sluice.work.cache.FileCache;
import io.sluice.work.cache.Lease;
import io.sluice.work.s3.BucketUnderTest;
import io.sluice.work.s3.S3Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3ArtefactStoreTest extends ArtefactStoreContract {

  private static final long CACHE_BYTES = 1 << 20;

  private static BucketUnderTest buckets;
  private final S3Bucket bucket = buckets.part();
  private final List<FileCache> caches = new ArrayList<>();

  @BeforeAll
  static void startService() throws Exception {
    buckets = BucketUnderTest.start();
  }

  @AfterAll
  static void stopService() throws Exception {
    buckets.close();
  }

  @AfterEach
  void closeCaches() throws IOException {
    buckets.service().afterPut(_ -> {});
    buckets.service().beforeCopy(_ -> {});
    for (FileCache cache : caches) {
      cache.close();
    }
  }

  @Override
  ArtefactStore another() throws IOException {
    return another(CACHE_BYTES);
  }

  private ArtefactStore another(long cacheBytes) throws IOException {
    FileCache cache = FileCache.claim(temp.resolve("cache"), cacheBytes);
    caches.add(cache);
    return new S3ArtefactStore(bucket, cache, Map.of("sluice", "test"));
  }

  @Override
  List<String> kept() throws IOException {
    List<String> keys = new ArrayList<>();
    bucket.list("", object -> keys.add(object.key()));
    keys.removeIf(key -> key.startsWith("."));
    return keys;
  }

  @Override
  void overwrite(String address, String text) throws IOException {
    bucket.delete(address);
    bucket.putIfAbsent(address, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  void remove(String address) throws IOException {
    bucket.delete(address);
  }

  /** No answer comes any more, and then nobody is there to clear up. */
  @Override
  void die(Draft draft, Path file) {
    buckets
        .service()
        .afterPut(
            _ -> {
              throw S3Service.trouble();
            });
    assertThatThrownBy(() -> draft.commit(Map.of(file, FACTS))).isInstanceOf(IOException.class);
    buckets.service().afterPut(_ -> {});
  }

  @Test
  void shouldKnowItsOwnManifestWhenTheAnswerWasLost() throws Exception {
    // given
    ArtefactStore store = another();
    AtomicBoolean first = new AtomicBoolean(true);
    buckets
        .service()
        .afterPut(
            key -> {
              if (key.endsWith(Manifest.NAME) && first.getAndSet(false)) {
                throw S3Service.trouble();
              }
            });

    // when
    ArtefactRef ref = commit(store, "try-1", "rows");

    // then
    assertThat(first).isFalse();
    assertThat(ref.files().getFirst().name()).contains("try-1");
    assertThat(kept()).hasSize(2);
    assertThat(another().open(ref, new Lease()).get("data")).allMatch(Files::exists);
  }

  @Test
  void shouldLeaveItsFilesWhenNobodyKnowsWhetherTheyAreCommitted() throws Exception {
    // given
    ArtefactStore store = another();
    buckets
        .service()
        .afterPut(
            key -> {
              if (key.endsWith(Manifest.NAME)) {
                throw S3Service.trouble();
              }
            });

    // when
    Throwable told;
    try (Draft draft = store.begin("wine", "sales", KEY, "try-1")) {
      Files.writeString(draft.file("data", "parquet"), "rows");
      told = catchThrowable(() -> draft.commit(Map.of()));
    }

    // then
    buckets.service().afterPut(_ -> {});
    // nothing when a further try finds the manifest to be its own
    assertThat(told)
        .satisfiesAnyOf(
            it -> assertThat(it).isNull(), it -> assertThat(it).isInstanceOf(IOException.class));
    Optional<ArtefactRef> found = another().find("wine", "sales", KEY.hex());
    assertThat(found).isPresent();
    assertThat(another().open(found.get(), new Lease()).get("data")).allMatch(Files::exists);
  }

  @Test
  void shouldMendItsCopy() throws Exception {
    // given
    ArtefactStore store = another();
    ArtefactRef ref = commit(store, "try-1", "rows");
    Path copy = store.open(ref, new Lease()).get("data").getFirst();
    Files.writeString(copy, "ro");

    // when
    var files = store.open(ref, new Lease());

    // then
    assertThat(files.get("data")).singleElement().isEqualTo(copy);
    assertThat(copy).hasContent("rows");
  }

  @Test
  void shouldKeepWhatIsReadAndForgetItAfterwards() throws Exception {
    // given
    ArtefactRef ref = commit(another(), "try-1", "rows");
    ArtefactStore forgetful = another(0);
    Path file;

    // when
    try (Lease lease = new Lease()) {
      file = forgetful.open(ref, lease).get("data").getFirst();

      // then
      assertThat(file).hasContent("rows");
    }
    assertThat(file).doesNotExist();
    assertThat(forgetful.open(ref, new Lease()).get("data").getFirst()).hasContent("rows");
  }

  @Test
  void shouldLeaveNothingOnThisMachineOfADraft() throws Exception {
    // given
    ArtefactStore store = another(0);

    // when
    commit(store, "try-1", "rows");

    // then
    try (Stream<Path> all = Files.walk(temp.resolve("cache"))) {
      assertThat(all.filter(Files::isRegularFile).map(it -> it.getFileName().toString()))
          .containsOnly(".lock");
    }
  }

  @Test
  void shouldNotHoldALargeFileInMemory() throws Exception {
    // given
    int bytes = 24 << 20;
    Path source = temp.resolve("large.csv");
    try (var channel =
        Files.newByteChannel(
            source, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      channel.position(bytes - 1L);
      channel.write(ByteBuffer.wrap(new byte[1]));
    }
    ArtefactStore store = another();
    ArtefactStore elsewhere = another();
    var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = memory.getCurrentThreadAllocatedBytes();

    // when
    InputFile file = store.take(source, "large.csv");
    Path copy = elsewhere.input(file, new Lease());

    // then
    assertThat(memory.getCurrentThreadAllocatedBytes() - before)
        .as("the pieces that are signed come to the file's size; buffers would come on top")
        .isLessThan(bytes * 3L / 2);
    assertThat(copy).hasSize(bytes);
  }

  @Test
  void shouldSweepWhatWasNeverCommittedAfterAWeekOnceADay() throws Exception {
    // given
    ArtefactStore store = another();
    Draft dead = store.begin("wine", "sales", KEY, "try-1");
    Path file = dead.file("data", "parquet");
    Files.writeString(file, "rows");
    die(dead, file);
    ArtefactRef ref = commit(another(), "try-2", "rows");
    Instant later = Instant.now().plus(Duration.ofDays(8));
    assertThat(kept()).hasSize(3);

    // when
    int today = S3DebrisSweep.sweep(bucket, Instant.now());
    int then = S3DebrisSweep.sweep(bucket, later);
    int again = S3DebrisSweep.sweep(bucket, later);

    // then
    assertThat(today).isZero();
    assertThat(then).isEqualTo(2);
    assertThat(again).isZero();
    assertThat(kept()).containsExactlyInAnyOrder(ref.address() + "/manifest.json", addressOf(ref));
  }

  @Test
  void shouldSweepOnBehindAManifestThatCannotBeRead() throws Exception {
    // given
    ArtefactStore store = another();
    for (String stage : List.of("early", "late")) {
      Draft dead = store.begin("wine", stage, KEY, "try-1");
      Path file = dead.file("data", "parquet");
      Files.writeString(file, "rows");
      die(dead, file);
    }
    List<String> debris = kept();
    ArtefactRef ref = commit(another(), "try-2", "rows");
    bucket.putIfAbsent(ref.address() + "/data-killed-00000000-1.parquet", new byte[1]);
    overwrite(ref.address() + "/manifest.json", "");

    // when
    int deleted = S3DebrisSweep.sweep(bucket, Instant.now().plus(Duration.ofDays(8)));

    // then
    assertThat(debris).hasSize(2);
    assertThat(deleted).isEqualTo(2);
    assertThat(kept()).hasSize(3).doesNotContainAnyElementsOf(debris);
  }

  @Test
  void shouldSweepDamageAfterAWeek() throws Exception {
    // given
    ArtefactStore store = another();
    ArtefactRef ref = commit(store, "try-1", "rows");
    overwrite(addressOf(ref), "ROWS");
    assertThatExceptionOfType(ArtefactLostException.class)
        .isThrownBy(() -> another().open(ref, new Lease()));
    assertThat(kept()).hasSize(2).allMatch(key -> key.contains("/.damaged-"));

    // when
    S3DebrisSweep.sweep(bucket, Instant.now().plus(Duration.ofDays(8)));

    // then
    assertThat(kept()).isEmpty();
  }

  @Test
  void shouldPutTheSameBytesOnce() throws Exception {
    // given
    AtomicInteger puts = new AtomicInteger();
    buckets.service().afterPut(_ -> puts.incrementAndGet());
    Path source = Files.writeString(temp.resolve("erp.csv"), "a;b\n1;2\n");

    // when
    another().take(source, "erp.csv");
    another().take(source, "erp again.csv");

    // then
    assertThat(puts).hasValue(1);
  }

  @Test
  void shouldLeaveAnInputThatWasSentAgainWhileALateReaderSetsTheDamagedOneAside() throws Exception {
    // given
    ArtefactStore store = another();
    Path source = Files.writeString(temp.resolve("erp.csv"), "a;b\n1;2\n");
    InputFile file = store.take(source, "erp.csv");
    overwrite(InputFolder.key(file.sha256()), "damage!!");
    ArtefactStore intake = another();
    AtomicBoolean first = new AtomicBoolean(true);
    buckets
        .service()
        .beforeCopy(
            _ -> {
              if (first.getAndSet(false)) {
                take(intake, source);
              }
            });

    // when
    var told = catchThrowable(() -> another().input(file, new Lease()));

    // then
    assertThat(told).isInstanceOf(InputLostException.class);
    assertThat(first).isFalse();
    assertThat(another().input(file, new Lease())).hasContent("a;b\n1;2\n");
  }

  @Test
  void shouldFreeTheKeyOfADamagedArtefactThatCannotBeCopied() throws Exception {
    // given
    ArtefactRef ref = commit(another(), "try-1", "rows");
    overwrite(addressOf(ref), "ROWS");
    refuseCopies();

    // when
    var told = catchThrowable(() -> another().open(ref, new Lease()));

    // then
    assertThat(told).isInstanceOf(ArtefactLostException.class);
    assertThat(another().find("wine", "sales", KEY.hex())).isEmpty();
    assertThat(kept()).as("the damage, for people to look at").containsExactly(addressOf(ref));
  }

  @Test
  void shouldTakeAnInputAgainWhoseDamageCannotBeCopied() throws Exception {
    // given
    Path source = Files.writeString(temp.resolve("erp.csv"), "a;b\n1;2\n");
    InputFile file = another().take(source, "erp.csv");
    overwrite(InputFolder.key(file.sha256()), "damage!!");
    refuseCopies();

    // when
    another().take(source, "erp.csv");

    // then
    assertThat(another().input(file, new Lease())).hasContent("a;b\n1;2\n");
  }

  private static void refuseCopies() {
    buckets
        .service()
        .beforeCopy(
            _ -> {
              throw S3Service.trouble();
            });
  }

  private static void take(ArtefactStore store, Path source) {
    try {
      store.take(source, "erp.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
