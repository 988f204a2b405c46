package io.sluice.work.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbSessionsTest {

  private static final String MUCH =
      "SELECT i, md5(i::VARCHAR) AS m FROM range(3000000) t(i) ORDER BY m";
  private static final String ENDLESS =
      "SELECT count(*) FROM range(1000000000) a(i), range(1000000) b(j) WHERE (i + j) % 7 = 3";

  @TempDir Path temp;

  @Test
  void shouldTellThatTheSpillLimitWasHitAndLiveOn() throws Exception {
    // given
    try (var sessions = sessions(1);
        var session = sessions.open("wine", List.of(temp), Map.of());
        Statement statement = session.connection().createStatement()) {

      // when
      var hit = catchThrowable(() -> statement.execute("CREATE TEMP TABLE t AS " + MUCH));

      // then
      assertThat(hit).hasMessageContaining("Out of Memory Error");
      try (Statement next = session.connection().createStatement()) {
        assertThat(next.execute("SELECT 1")).isTrue();
      }
    }
    assertThat(filesBelow(temp)).isEmpty();
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldEndARunningQueryFromAnotherThread() throws Exception {
    // given
    try (var sessions = sessions(1);
        var session = sessions.open("wine", List.of(temp), Map.of());
        var timer = Executors.newSingleThreadScheduledExecutor();
        Statement statement = session.connection().createStatement()) {
      timer.scheduleWithFixedDelay(session::interrupt, 50, 50, TimeUnit.MILLISECONDS);

      // when
      var interrupted = catchThrowable(() -> statement.executeQuery(ENDLESS));

      // then
      assertThat(interrupted).hasMessageContaining("INTERRUPT");
      assertThat(session.isInterrupted()).isTrue();
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(session::requireNotInterrupted)
          .withMessage("the work was interrupted");
      timer.shutdownNow();
    }
  }

  @Test
  void shouldNotShowTablesOfOneSessionToAnother() throws Exception {
    // given
    try (var sessions = sessions(1);
        var one = sessions.open("wine", List.of(temp), Map.of());
        var other = sessions.open("wine", List.of(temp), Map.of());
        Statement writing = one.connection().createStatement();
        Statement reading = other.connection().createStatement()) {
      writing.execute("CREATE TEMP TABLE t AS SELECT 1");

      // when
      var unseen = catchThrowable(() -> reading.execute("SELECT * FROM t"));

      // then
      assertThat(unseen).hasMessageContaining("t does not exist");
    }
  }

  @Test
  void shouldKeepFlowsOutOfEachOthersFolders() throws Exception {
    // given
    Path wine = Files.createDirectories(temp.resolve("wine"));
    Files.writeString(Files.createDirectories(temp.resolve("taxi")).resolve("a.csv"), "a\n1\n");
    try (var sessions = sessions(1);
        var session = sessions.open("wine", List.of(wine), Map.of());
        Statement statement = session.connection().createStatement()) {

      // when
      var refused =
          catchThrowable(() -> statement.execute("FROM read_csv('%s/taxi/a.csv')".formatted(temp)));

      // then
      assertThat(refused).hasMessageContaining("Permission Error");
    }
  }

  @Test
  void shouldTakeNoColumnsFromTheNamesOfFolders() throws Exception {
    // given
    Path file = Files.createDirectories(temp.resolve("x=1").resolve("y=2")).resolve("a.parquet");
    try (var sessions = sessions(1);
        var session = sessions.open("wine", List.of(temp), Map.of());
        Statement statement = session.connection().createStatement()) {
      statement.execute("COPY (SELECT 7 AS x) TO '%s'".formatted(file));
    }

    // when
    try (var sessions = sessions(1);
        var session = sessions.open("wine", List.of(temp), Map.of("a", List.of(file)));
        Statement statement = session.connection().createStatement();
        var rows = statement.executeQuery("SELECT * FROM a")) {

      // then
      assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("x")).isEqualTo(7);
    }
  }

  @Test
  void shouldServeMoreFlowsThanItKeepsInstances() throws Exception {
    // given
    try (var sessions = sessions(1)) {
      for (int i = 0; i < 6; i++) {
        String flow = "flow" + i % 3;

        // when
        try (var session = sessions.open(flow, List.of(temp.resolve(flow)), Map.of());
            Statement statement = session.connection().createStatement()) {

          // then
          assertThat(statement.execute("SELECT 1")).isTrue();
        }
      }
      assertThat(foldersBelow(temp.resolve("scratch"), "spill-")).hasSize(1);
    }
  }

  @Test
  void shouldSweepWhatADeadProcessLeft() throws Exception {
    // given
    Path dead = Files.createDirectories(temp.resolve("scratch/worker-dead/spill-1"));
    Files.writeString(dead.resolve("duckdb_temp_storage-0.tmp"), "left");
    Files.createFile(temp.resolve("scratch/worker-dead/.lock"));
    try (var running = sessions(1)) {

      // when
      try (var second = sessions(1);
          var session = running.open("wine", List.of(temp), Map.of())) {

        // then
        assertThat(temp.resolve("scratch/worker-dead")).doesNotExist();
        assertThat(foldersBelow(temp.resolve("scratch"), "worker-")).hasSize(2);
        assertThat(session.isInterrupted()).isFalse();
        assertThat(second).isNotSameAs(running);
      }
    }
  }

  @Test
  void shouldSweepAPartThatNobodyLockedWhenItIsOld() throws Exception {
    // given
    Path old = Files.createDirectories(temp.resolve("scratch/worker-old"));
    Files.writeString(old.resolve("duckdb_temp_storage-0.tmp"), "left");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Path starting = Files.createDirectories(temp.resolve("scratch/worker-starting"));

    // when
    try (var sessions = sessions(1)) {

      // then
      assertThat(sessions).isNotNull();
      assertThat(old).doesNotExist();
      assertThat(starting).exists();
    }
  }

  @Test
  void shouldStartThoughAPartCannotBeSwept() throws Exception {
    // given
    Path odd = Files.createDirectories(temp.resolve("scratch/worker-odd/.lock"));

    // when
    try (var sessions = sessions(1);
        var session = sessions.open("wine", List.of(temp), Map.of())) {

      // then
      assertThat(session.isInterrupted()).isFalse();
      assertThat(odd).exists();
    }
  }

  /** Closing any channel of a file gives up all locks that the process has on it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldHoldItsScratchFolderWhenAnotherIsClaimedInTheProcess() throws Exception {
    // given
    try (var first = sessions(1)) {
      Path lock = foldersBelow(temp.resolve("scratch"), "worker-").getFirst().resolve(".lock");
      assertThat(isLocked(lock)).isTrue();

      // when
      try (var second = sessions(1)) {

        // then
        assertThat(second).isNotSameAs(first);
        assertThat(isLocked(lock)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldOpenAnotherInstanceForTheNextWhenAQueryBrokeIt(boolean withViews) throws Exception {
    // given
    Path table = temp.resolve("a.parquet");
    Map<String, List<Path>> views = withViews ? Map.of("a", List.of(table)) : Map.of();
    try (var sessions = sessions(1);
        var neighbour = sessions.open("wine", List.of(temp), Map.of())) {
      try (var session = sessions.open("wine", List.of(temp), Map.of());
          Statement statement = session.connection().createStatement()) {
        statement.execute("COPY (SELECT 7 AS x) TO '%s'".formatted(table));
        BrokenInstance.breakIt(session.connection());
      }

      // when
      try (var next = sessions.open("wine", List.of(temp), views);
          Statement statement = next.connection().createStatement()) {

        // then
        assertThat(statement.execute("SELECT 1")).isTrue();
      }
      try (var early = neighbour;
          var one = sessions.open("wine", List.of(temp), Map.of());
          var other = sessions.open("wine", List.of(temp), Map.of())) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> early.connection().prepareStatement("SELECT 1"))
            .withMessageStartingWith("FATAL Error");
        assertThat(one.isInterrupted() || other.isInterrupted()).isFalse();
        assertThat(foldersBelow(temp.resolve("scratch"), "spill-")).hasSize(2);
      }
      assertThat(foldersBelow(temp.resolve("scratch"), "spill-")).hasSize(1);
    }
  }

  private static boolean isLocked(Path file) throws IOException {
    Object inode = Files.getAttribute(file, "unix:ino");
    try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
      return locks.anyMatch(lock -> lock.contains(":" + inode + " "));
    }
  }

  private DuckDbSessions sessions(int maxIdle) throws IOException, SQLException {
    return new DuckDbSessions(new SessionSettings(temp.resolve("scratch"), 40, 1, 2, maxIdle));
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<Path> foldersBelow(Path folder, String prefix) throws IOException {
    try (Stream<Path> folders = Files.walk(folder)) {
      return folders
          .filter(path -> Files.isDirectory(path))
          .filter(path -> path.getFileName().toString().startsWith(prefix))
          .toList();
    }
  }
}
