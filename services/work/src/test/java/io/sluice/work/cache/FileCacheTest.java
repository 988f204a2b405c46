package io.sluice.work.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {

  private static final int SIZE = 10;

  @TempDir Path home;
  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void shouldForgetWhatWasUsedLongestAgo() throws IOException {
    // given
    try (FileCache cache = FileCache.claim(home, 2 * SIZE)) {
      read(cache, "wine/a");
      read(cache, "wine/b");
      read(cache, "wine/a");

      // when
      read(cache, "wine/c");

      // then
      assertThat(files(cache)).containsExactlyInAnyOrder("wine/a", "wine/c");
      read(cache, "wine/b");
      assertThat(loads).hasValue(4);
    }
  }

  /** Closing any channel of a file gives up all locks that the process has on it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldHoldItsFolderWhenAnotherIsClaimedInTheProcess() throws IOException {
    // given
    try (FileCache first = FileCache.claim(home, SIZE)) {
      assertThat(isLocked(first)).isTrue();

      // when
      try (FileCache second = FileCache.claim(home, SIZE)) {

        // then
        assertThat(second.folder()).isNotEqualTo(first.folder());
        assertThat(isLocked(first)).isTrue();
      }
    }
  }

  private static boolean isLocked(FileCache cache) throws IOException {
    Object inode = Files.getAttribute(cache.folder().resolve(".lock"), "unix:ino");
    try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
      return locks.anyMatch(lock -> lock.contains(":" + inode + " "));
    }
  }

  @Test
  void shouldKeepWhatIsLeasedPastItsBound() throws IOException {
    // given
    try (FileCache cache = FileCache.claim(home, SIZE);
        Lease lease = new Lease()) {
      Path leased = get(cache, "wine/a", lease);

      // when
      read(cache, "wine/b");

      // then
      assertThat(leased).exists();
      assertThat(files(cache)).containsExactly("wine/a");
    }
  }

  @Test
  void shouldMakeRoomBeforeItLoads() throws IOException {
    // given
    try (FileCache cache = FileCache.claim(home, SIZE)) {
      read(cache, "wine/a");
      List<String> meanwhile = new ArrayList<>();

      // when
      cache.get(
          "wine/b",
          SIZE,
          new Lease(),
          Files::exists,
          file -> {
            meanwhile.addAll(files(cache));
            load(file);
          });

      // then
      assertThat(meanwhile).isEmpty();
    }
  }

  @Test
  void shouldLoadOnceForManyAtOnce() throws Exception {
    // given
    int readers = 4;
    CountDownLatch start = new CountDownLatch(1);
    try (FileCache cache = FileCache.claim(home, SIZE);
        var threads = Executors.newFixedThreadPool(readers)) {
      var reading =
          Stream.generate(
                  () ->
                      threads.submit(
                          () -> {
                            start.await();
                            read(cache, "wine/a");
                            return true;
                          }))
              .limit(readers)
              .toList();

      // when
      start.countDown();
      for (var each : reading) {
        each.get();
      }

      // then
      assertThat(loads).hasValue(1);
    }
  }

  @Test
  void shouldForgetWhatCouldNotBeLoaded() throws IOException {
    // given
    try (FileCache cache = FileCache.claim(home, SIZE)) {
      assertThatThrownBy(
              () ->
                  cache.get(
                      "wine/a",
                      SIZE,
                      new Lease(),
                      Files::exists,
                      _ -> {
                        throw new IOException("gone");
                      }))
          .hasMessage("gone");

      // when
      read(cache, "wine/b");

      // then
      assertThat(files(cache)).containsExactly("wine/b");
    }
  }

  @Test
  void shouldFindWhatAnEarlierProcessLeftAndSweepWhatItDidNotFinish() throws IOException {
    // given
    try (FileCache earlier = FileCache.claim(home, 2 * SIZE)) {
      read(earlier, "wine/a");
      Files.writeString(earlier.workFolder("wine").resolve("half"), "half");
      Files.writeString(earlier.incoming(), "half");
    }

    // when
    try (FileCache cache = FileCache.claim(home, 2 * SIZE)) {
      read(cache, "wine/a");

      // then
      assertThat(loads).hasValue(1);
      assertThat(files(cache)).containsExactly("wine/a");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void shouldStartThoughItCannotDeleteWhatAnEarlierProcessLeft() throws IOException {
    // given
    Path half;
    try (FileCache earlier = FileCache.claim(home, SIZE)) {
      half = Files.writeString(earlier.workFolder("wine").resolve("half"), "half");
    }
    Path folder = half.getParent();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(folder)).as("root may delete everything").isFalse();

    // when
    try (FileCache cache = FileCache.claim(home, SIZE)) {
      read(cache, "wine/a");

      // then
      assertThat(half).startsWith(cache.folder()).exists();
      assertThat(loads).hasValue(1);
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void shouldLeaveTheFolderOfAnotherProcessAlone() throws IOException {
    try (FileCache first = FileCache.claim(home, SIZE);
        FileCache second = FileCache.claim(home, SIZE)) {
      assertThat(second.folder()).isNotEqualTo(first.folder());
    }
  }

  private void read(FileCache cache, String name) throws IOException {
    try (Lease lease = new Lease()) {
      assertThat(get(cache, name, lease)).hasSize(SIZE);
    }
  }

  private Path get(FileCache cache, String name, Lease lease) throws IOException {
    return cache.get(name, SIZE, lease, Files::exists, this::load);
  }

  private void load(Path file) throws IOException {
    loads.incrementAndGet();
    Files.write(file, new byte[SIZE]);
  }

  /** Without those of the cache's own. */
  private static List<String> files(FileCache cache) throws IOException {
    try (Stream<Path> all = Files.walk(cache.folder())) {
      return all.filter(Files::isRegularFile)
          .map(file -> cache.folder().relativize(file).toString())
          .filter(name -> !name.startsWith(".lock"))
          .toList();
    }
  }
}
