package io.sluice.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.Duties;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.schemas.AuditRecorded;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.RunKey;
import io.sluice.wire.streams.Coordination;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One publication of a period at a time; the log's order decides between runs and people. */
@Timeout(60)
class PublicationOrderIT {

  private static final String FLOW = "order";

  @TempDir static Path home;
  private static Installation installation;
  private static Coordination runs;

  @BeforeAll
  static void start() {
    installation = Installation.start(home, Set.of(ToldRun.POOL, ToldRun.DELIVERY_POOL));
    runs =
        Coordination.start(
            installation.kafka(),
            "runs",
            Duties.RUNS,
            new Revisions((_, _) -> Optional.empty()),
            home.resolve("state"));
  }

  @AfterAll
  static void stop() {
    runs.close();
    installation.close();
  }

  @Test
  void shouldNumberRunsThatFinishTogetherOneAfterTheOther() throws Exception {
    // given
    ToldRun older = ToldRun.of(FLOW, "older", "together", 1);
    ToldRun younger = ToldRun.of(FLOW, "younger", "together", 2);
    installation.tell(older.started(), younger.started(), older.begun(), younger.begun());

    // when
    installation.tell(older.made(), younger.made(), older.gate(), younger.gate());
    RunEvent.PublicationOpened first = opened(older);
    int openings = installation.told(RunEvent.PublicationOpened.class, younger.key()).size();
    installation.tell(older.delivered());
    RunEvent.PublicationOpened second = opened(younger);
    installation.tell(younger.delivered());

    // then
    assertThat(openings).isZero();
    assertThat(first.version()).isEqualTo(1);
    assertThat(second.version()).isEqualTo(2);
    assertThat(end(older)).isEqualTo(Outcome.PUBLISHED);
    assertThat(end(younger)).isEqualTo(Outcome.PUBLISHED);
  }

  @Test
  void shouldEndRunOvertakenByYoungerPublication() throws Exception {
    // given
    ToldRun older = ToldRun.of(FLOW, "slow", "overtaken", 11);
    ToldRun younger = ToldRun.of(FLOW, "quick", "overtaken", 12);
    installation.tell(older.started(), older.begun());
    installation.tell(younger.passed());
    opened(younger);
    installation.tell(younger.delivered());
    Outcome published = end(younger);

    // when
    installation.tell(older.made(), older.gate());

    // then
    assertThat(published).isEqualTo(Outcome.PUBLISHED);
    assertThat(end(older)).isEqualTo(Outcome.SUPERSEDED);
    assertThat(installation.told(RunEvent.PublicationOpened.class, older.key())).isEmpty();
  }

  @Test
  void shouldNeverOpenTheSameVersionTwice() throws Exception {
    // given
    ToldRun failing = ToldRun.of(FLOW, "failing", "again", 21);
    installation.tell(failing.passed());
    RunEvent.PublicationOpened first = opened(failing);
    installation.tell(failing.notDelivered());
    installation.await(RunEvent.Failed.class, failing.key());

    // when
    ToldRun next = ToldRun.of(FLOW, "next", "again", 22);
    installation.tell(next.passed());

    // then
    assertThat(opened(next).version()).isGreaterThan(first.version());
  }

  @Test
  void shouldCancelBeforePublicationOpened() throws Exception {
    // given
    ToldRun publishing = ToldRun.of(FLOW, "publishing", "cancel", 31);
    ToldRun waiting = ToldRun.of(FLOW, "waiting", "cancel", 32);
    installation.tell(publishing.passed());
    opened(publishing);
    installation.tell(waiting.passed());

    // when
    cancel(waiting);

    // then
    assertThat(installation.await(RunEvent.Cancelled.class, waiting.key()).by())
        .isEqualTo("somebody");
    installation.tell(publishing.delivered());
    assertThat(end(publishing)).isEqualTo(Outcome.PUBLISHED);
    assertThat(installation.told(RunEvent.PublicationOpened.class, waiting.key())).isEmpty();
  }

  @Test
  void shouldRefuseCancelAfterPublicationOpened() throws Exception {
    // given
    ToldRun run = ToldRun.of(FLOW, "late", "refused", 41);
    installation.tell(run.passed());
    opened(run);

    // when
    String id = cancel(run);

    // then
    AuditRecorded audit = audit(id);
    installation.tell(run.delivered());
    assertThat(audit.getOutcome()).isEqualTo("refused");
    assertThat(audit.getReason()).contains("publishing");
    assertThat(end(run)).isEqualTo(Outcome.PUBLISHED);
  }

  private static RunEvent.PublicationOpened opened(ToldRun run) throws Exception {
    return installation.await(RunEvent.PublicationOpened.class, run.key());
  }

  private static Outcome end(ToldRun run) throws Exception {
    return installation.await(RunEvent.Completed.class, run.key()).outcome();
  }

  private static String cancel(ToldRun run) throws InterruptedException, ExecutionException {
    UUID id = UUID.nameUUIDFromBytes(new byte[] {(byte) run.ordinal()});
    RunRef ref = run.run();
    installation.trigger(
        FLOW,
        new CancelRequested(
            id,
            new RunKey(ref.flow(), UUID.fromString(ref.run())),
            "somebody",
            "not needed",
            Instant.parse("2026-10-01T00:00:00Z")));
    return id.toString();
  }

  private static AuditRecorded audit(String id) throws Exception {
    return (AuditRecorded)
        installation.await(
            installation.kafka().topics().audit(),
            record -> record instanceof AuditRecorded audit && audit.getId().equals(id));
  }
}
