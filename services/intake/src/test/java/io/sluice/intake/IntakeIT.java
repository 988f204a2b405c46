package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.intake.Recipient;
import io.sluice.engine.run.RunSubject;
import io.sluice.intake.IntakeSettings.Taken;
import io.sluice.schemas.AuditRecorded;
import io.sluice.schemas.FileArrived;
import io.sluice.work.delivery.PublishedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files as people and programs drop them, and what is told of them. */
@Timeout(120)
class IntakeIT {

  private static final Duration QUICK = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String FLOW =
      """
      period: { every: month, of: previous, timezone: Europe/Paris }
      inputs:
        orders: { files: "orders*.csv", columns: { id: bigint } }
        prices: { files: "prices_{period}.csv", columns: { id: bigint } }
      triggers: [{ arrivals: all }]
      publish: { list: { csv: orders } }
      """;

  @TempDir static Path home;
  private static Harbour harbour;
  private static int count;

  @TempDir Path folder;
  private Path inbox;
  private String flow;

  @BeforeAll
  static void start() throws IOException, SQLException {
    harbour = new Harbour(home);
  }

  @AfterAll
  static void stop() throws SQLException {
    harbour.close();
  }

  @BeforeEach
  void publish() throws Exception {
    inbox = Files.createDirectory(folder.resolve("inbox"));
    flow = "flow_" + ++count;
    harbour.publish(flow, FLOW);
    Files.createDirectories(inbox.resolve(flow).resolve("2026-10"));
  }

  private IntakeSettings settings(Duration settle) {
    return settings(settle, Taken.MOVE);
  }

  private IntakeSettings settings(Duration settle, Taken taken) {
    return new IntakeSettings(
        inbox, settle, Duration.ofMillis(200), Duration.ofMillis(500), taken, 100_000);
  }

  private Path drop(String place, String content) throws IOException {
    Path file = inbox.resolve(flow).resolve(place);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** Finished an hour ago elsewhere, and renamed in now. */
  private void rename(String place, String content) throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), content);
    Files.setLastModifiedTime(elsewhere, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    Files.move(elsewhere, inbox.resolve(flow).resolve(place));
  }

  private List<FileArrived> awaitArrivals(int wanted) {
    eventually(() -> harbour.arrivals(flow).size() >= wanted);
    return harbour.arrivals(flow);
  }

  private void awaitTaken(String name) {
    eventually(() -> Files.exists(inbox.resolve(".taken").resolve(flow).resolve(name)));
  }

  private AuditRecorded awaitAudit(String outcome) {
    eventually(() -> audit(outcome).findFirst().isPresent());
    return audit(outcome).findFirst().orElseThrow();
  }

  private Stream<AuditRecorded> audit(String outcome) {
    return harbour.audits(flow).stream().filter(it -> it.getOutcome().equals(outcome));
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private static String period(FileArrived arrived) {
    return arrived.getSubject().getPeriod().getText();
  }

  @Test
  void shouldTakeSlowlyWrittenFileOnceItIsWhole() throws Exception {
    // given
    Path file = drop("2026-10/orders.csv", "");

    // when
    try (Intake _ = harbour.open(settings(Duration.ofSeconds(2)));
        SlowWriter _ = new SlowWriter(file, 30)) {
      awaitTaken("2026-10/orders.csv");
    }

    // then
    assertThat(awaitArrivals(1)).hasSize(1);
    assertThat(harbour.stored(harbour.arrivals(flow).getFirst()).lines()).hasSize(30);
  }

  @Test
  void shouldTakeRenamedFileAtOnce() throws Exception {
    // given
    try (Intake _ = harbour.open(settings(LONG))) {
      // when
      rename("2026-10/orders.csv", "id\n1\n");
      awaitTaken("2026-10/orders.csv");
    }

    // then
    FileArrived arrived = awaitArrivals(1).getFirst();
    assertThat(arrived.getInput()).isEqualTo("orders");
    assertThat(period(arrived)).isEqualTo("2026-10");
    assertThat(arrived.getVersion()).isEqualTo(1);
    assertThat(arrived.getSource()).isEqualTo("inbox");
    assertThat(harbour.stored(arrived)).isEqualTo("id\n1\n");
  }

  @Test
  void shouldTakeMarkedFileAtOnceAndItsMarkerWithIt() throws Exception {
    // given
    try (Intake _ = harbour.open(settings(LONG))) {
      // when
      Path file = drop("2026-10/orders.csv", "id\n1\n");
      Path marker = Files.createFile(file.resolveSibling("orders.csv.done"));
      awaitTaken("2026-10/orders.csv");

      // then
      assertThat(awaitArrivals(1)).hasSize(1);
      eventually(() -> !Files.exists(marker));
    }
  }

  @Test
  void shouldTakeOverwrittenFileAsItIsInTheEnd() throws Exception {
    // given
    Path file = drop("2026-10/orders.csv", "id\n1\n");

    // when
    try (Intake _ =
        harbour.open(
            settings(QUICK),
            DisturbedStore.after(harbour.store(), () -> Files.writeString(file, "id\n1\n2\n")))) {
      awaitTaken("2026-10/orders.csv");
    }

    // then
    assertThat(awaitArrivals(1)).hasSize(1);
    assertThat(harbour.stored(harbour.arrivals(flow).getFirst())).isEqualTo("id\n1\n2\n");
  }

  @Test
  void shouldPutVanishedFileAsideAsDeadLetter() throws Exception {
    // given
    Path file = drop("2026-10/orders.csv", "id\n1\n");

    // when
    try (Intake _ =
        harbour.open(
            settings(QUICK), DisturbedStore.before(harbour.store(), () -> Files.delete(file)))) {
      eventually(() -> !harbour.deadLetters().isEmpty());
    }

    // then
    assertThat(harbour.deadLetters()).containsExactly("it vanished while it was read");
    assertThat(awaitAudit("rejected").getSubject()).isEqualTo(flow + "/2026-10/orders.csv");
    assertThat(harbour.arrivals(flow)).isEmpty();
  }

  @Test
  void shouldLeaveFilesInPlaceUntilTheStoreTakesThem() throws Exception {
    // given
    int letters = harbour.deadLetters().size();
    Path later = drop("2026-10/orders_1.csv", "later");
    Path earlier = drop("2026-10/orders_2.csv", "earlier");
    Files.setLastModifiedTime(earlier, FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));
    Files.setLastModifiedTime(later, FileTime.from(Instant.parse("2026-11-02T00:00:00Z")));

    // when
    try (Intake _ = harbour.open(settings(QUICK), DisturbedStore.gone(harbour.store(), 5))) {
      awaitTaken("2026-10/orders_1.csv");
    }

    // then
    assertThat(awaitArrivals(2))
        .extracting(arrived -> arrived.getFile().getName(), FileArrived::getVersion)
        .containsExactly(tuple("orders_2.csv", 1L), tuple("orders_1.csv", 2L));
    assertThat(audit("rejected")).isEmpty();
    assertThat(harbour.deadLetters()).hasSize(letters);
  }

  @Test
  void shouldTellThreeVersionsOfContentThatComesBack() throws Exception {
    // given
    try (Intake _ = harbour.open(settings(LONG))) {
      // when
      rename("2026-10/orders.csv", "a");
      awaitTaken("2026-10/orders.csv");
      rename("2026-10/orders.csv", "b");
      awaitTaken("2026-10/orders.csv.2");
      rename("2026-10/orders.csv", "a");
      awaitTaken("2026-10/orders.csv.3");
    }

    // then
    List<FileArrived> arrivals = awaitArrivals(3);
    assertThat(harbour.versions(flow)).containsExactly(1L, 2L, 3L);
    assertThat(arrivals).extracting(FileArrived::getId).doesNotHaveDuplicates();
  }

  @Test
  void shouldRecogniseSameContentUnderNewName() throws Exception {
    // given
    try (Intake _ = harbour.open(settings(LONG))) {
      rename("2026-10/orders.csv", "a");
      awaitTaken("2026-10/orders.csv");

      // when
      rename("2026-10/orders_again.csv", "a");
      awaitTaken("2026-10/orders_again.csv");
    }

    // then
    AuditRecorded audit = awaitAudit("recognised");
    assertThat(audit.getReason())
        .isEqualTo("orders_again.csv has the bytes of version 1, orders.csv");
    assertThat(harbour.arrivals(flow)).hasSize(1);
  }

  @Test
  void shouldTellSameContentOfAnotherPeriod() throws Exception {
    // given
    Files.createDirectories(inbox.resolve(flow).resolve("2026-09"));
    try (Intake _ = harbour.open(settings(LONG))) {
      // when
      rename("2026-10/orders.csv", "a");
      rename("2026-09/orders.csv", "a");
      awaitTaken("2026-10/orders.csv");
      awaitTaken("2026-09/orders.csv");
    }

    // then
    assertThat(awaitArrivals(2))
        .extracting(IntakeIT::period, FileArrived::getVersion)
        .containsExactlyInAnyOrder(tuple("2026-10", 1L), tuple("2026-09", 1L));
  }

  @Test
  void shouldTellTwoFilesOfOneInputAsVersionsInTheirOrder() throws Exception {
    // given
    Path second = drop("2026-10/orders_1.csv", "second");
    Path first = drop("2026-10/orders_2.csv", "first");
    Files.setLastModifiedTime(first, FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));
    Files.setLastModifiedTime(second, FileTime.from(Instant.parse("2026-11-02T00:00:00Z")));

    // when
    try (Intake _ = harbour.open(settings(QUICK))) {
      awaitTaken("2026-10/orders_1.csv");
      awaitTaken("2026-10/orders_2.csv");
    }

    // then
    assertThat(awaitArrivals(2))
        .extracting(arrived -> arrived.getFile().getName(), FileArrived::getVersion)
        .containsExactly(tuple("orders_2.csv", 1L), tuple("orders_1.csv", 2L));
  }

  @Test
  void shouldTakePeriodFromNameOrFromArrival() throws Exception {
    // given
    Flow published = harbour.publish(flow, FLOW);
    try (Intake _ = harbour.open(settings(LONG))) {
      // when
      rename("prices_2025-12.csv", "a");
      rename("orders.csv", "b");

      // then
      String now = published.period().periodAt(Instant.now()).text();
      assertThat(awaitArrivals(2))
          .extracting(FileArrived::getInput, IntakeIT::period)
          .containsExactlyInAnyOrder(tuple("prices", "2025-12"), tuple("orders", now));
    }
  }

  @Test
  void shouldRejectWhatNobodyTakesWithItsReason() throws Exception {
    // given
    Files.createDirectories(inbox.resolve("nobody"));
    Files.createDirectories(inbox.resolve("former"));
    Files.createDirectories(inbox.resolve(flow).resolve("october"));
    harbour.publishRetired("former", FLOW);
    try (Intake _ = harbour.open(settings(QUICK))) {
      // when
      drop("2026-10/invoice.pdf", "a");
      drop("october/orders.csv", "a");
      drop("2026-10/prices_2026-09.csv", "a");
      drop("2026-10/orders_large.csv", "a".repeat(100_001));
      drop("2026-10/orders.csv.part", "a");
      Files.createSymbolicLink(inbox.resolve(flow).resolve("orders_link.csv"), Path.of("2026-10"));
      Files.writeString(inbox.resolve("nobody").resolve("orders.csv"), "a");
      Files.writeString(inbox.resolve("former").resolve("orders.csv"), "a");
      Files.writeString(inbox.resolve("stray.csv"), "a");

      // then
      assertReason(flow + "/2026-10/invoice.pdf", "no input of flow " + flow + " takes a file");
      assertReason(flow + "/october/orders.csv", "expected a month such as 2026-10");
      assertReason(flow + "/2026-10/prices_2026-09.csv", "it lies in the folder 2026-10");
      assertReason(flow + "/2026-10/orders_large.csv", "files of at most 100000");
      assertReason(flow + "/orders_link.csv", "links are not followed");
      assertReason("nobody/orders.csv", "there is no flow nobody");
      assertReason("former/orders.csv", "flow former is retired");
      assertReason("stray.csv", "put it into the folder of its flow");
    }
    assertThat(harbour.arrivals(flow)).isEmpty();
    assertThat(inbox.resolve(flow).resolve("2026-10/orders.csv.part")).exists();
    eventually(() -> audit("rejected").count() == 5);
  }

  private void assertReason(String place, String words) throws IOException {
    Path rejected = inbox.resolve(".rejected").resolve(place);
    Path reason = rejected.resolveSibling(rejected.getFileName() + ".reason.txt");
    eventually(() -> Files.exists(reason) && Files.size(reason) > 0);
    assertThat(Files.readString(reason)).startsWith(place + " was not taken: ").contains(words);
    assertThat(Files.exists(rejected, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void shouldRecogniseFileThatWasToldBeforeACrash() throws Exception {
    // given
    Path file = drop("2026-10/orders.csv", "a");
    InputFile taken = harbour.store().take(file, "orders.csv");
    Flow published = harbour.publish(flow, FLOW);
    RunSubject subject =
        RunSubject.of(
            Map.of(), Period.parse(Every.MONTH, "2026-10"), published.period().timezone());
    try (ArrivalDesk desk = new ArrivalDesk(harbour.kafka(), false, InstantSource.system())) {
      desk.tell(
          List.of(
              new Offer(
                  new Recipient(flow, subject, "orders", published.revision()), taken, "inbox")));
    }

    // when
    try (Intake _ = harbour.open(settings(QUICK))) {
      awaitTaken("2026-10/orders.csv");
    }

    // then
    awaitAudit("recognised");
    assertThat(harbour.arrivals(flow)).hasSize(1);
  }

  @Test
  void shouldGiveUpWhenTheTopicsAreNotReadInTime() {
    assertThatThrownBy(() -> harbour.open(settings(QUICK), Duration.ZERO))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("nothing of flows or triggers was read for 0 s");
  }

  @Test
  void shouldLoseAndDoubleNothingWhenRestartedInTheMiddleOfABurst() throws Exception {
    // given
    int files = 200;
    for (int i = 0; i < files; i++) {
      drop("prices_%04d-%02d.csv".formatted(1900 + i / 12, i % 12 + 1), "id\n" + i);
    }

    // when
    try (Intake _ = harbour.open(settings(QUICK))) {
      awaitArrivals(50);
    }
    try (Intake _ = harbour.open(settings(QUICK))) {
      awaitArrivals(files);
      eventually(() -> names(inbox.resolve(flow)).equals(Set.of("2026-10")));
    }

    // then
    assertThat(harbour.arrivals(flow)).hasSize(files);
    assertThat(harbour.arrivals(flow)).extracting(IntakeIT::period).doesNotHaveDuplicates();
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void shouldTellKeptFilesOnceAcrossRestarts() throws Exception {
    // given
    Path first = drop("2026-10/orders_1.csv", "first");
    drop("2026-10/orders_2.csv", "second");
    try (Intake _ = harbour.open(settings(QUICK, Taken.KEEP))) {
      awaitArrivals(2);
    }

    // when
    try (Intake _ = harbour.open(settings(QUICK, Taken.KEEP))) {
      eventually(() -> audit("recognised").count() == 2);
      Files.writeString(first, "mended");
      awaitArrivals(3);
    }

    // then
    assertThat(harbour.versions(flow)).containsExactly(1L, 2L, 3L);
    assertThat(harbour.stored(harbour.arrivals(flow).getLast())).isEqualTo("mended");
  }

  @Test
  void shouldNotTakeAKeptCopyForACorrectionAfterRestart() throws Exception {
    // given
    try (Intake _ = harbour.open(settings(QUICK, Taken.KEEP))) {
      rename("2026-10/orders_1.csv", "first");
      awaitArrivals(1);
      rename("2026-10/orders_copy.csv", "first");
      awaitAudit("recognised");
      rename("2026-10/orders_2.csv", "second");
      eventually(() -> harbour.versions(flow).contains(2L));
    }

    // when
    try (Intake _ = harbour.open(settings(QUICK, Taken.KEEP))) {
      eventually(() -> audit("recognised").count() == 4);
    }

    // then
    assertThat(harbour.versions(flow)).containsExactly(1L, 1L, 2L);
  }

  @Test
  void shouldFollowResultsOnAfterFilesWereOutOfReachAndItsGroupForgotIt() throws Exception {
    // given
    harbour.publish(
        flow, FLOW.replace("arrivals: all", "result: { flow: other, publication: orders }"));
    AtomicInteger opened = new AtomicInteger();
    PublishedFiles reached = new ForgottenMember(harbour.published(), harbour.kafka(), opened);
    PublishedFiles files = new DistantFiles(reached, new AtomicInteger(2));

    // when
    try (Intake intake = harbour.open(settings(QUICK), files)) {
      harbour.publishResult("other", Period.parse(Every.MONTH, "2026-09"), "orders", "id\n1\n");
      eventually(() -> opened.get() > 1);
      harbour.publishResult("other", Period.parse(Every.MONTH, "2026-10"), "orders", "id\n2\n");
      awaitArrivals(2);

      // then
      assertThat(intake.isRunning()).isTrue();
      assertThat(harbour.arrivals(flow))
          .extracting(IntakeIT::period)
          .containsExactly("2026-09", "2026-10");
    }
  }
}
