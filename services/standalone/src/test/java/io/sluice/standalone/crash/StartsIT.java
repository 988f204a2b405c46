package io.sluice.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.run.Duties;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.AuditRecorded;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.RunKey;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.streams.Coordination;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests whose flow cannot be used yet, or never, hold up nobody. */
@Timeout(60)
class StartsIT {

  private static final String FLOW = "starts";
  private static final Instant AT = Instant.parse("2026-10-01T00:00:00Z");
  private static final Set<String> READ = ConcurrentHashMap.newKeySet();

  @TempDir static Path home;
  private static Installation installation;
  private static Coordination runs;

  @BeforeAll
  static void start() {
    installation = Installation.start(home, Set.of(ToldRun.POOL));
    runs =
        Coordination.start(
            installation.kafka(),
            "runs",
            Duties.RUNS,
            new Revisions(StartsIT::find),
            home.resolve("state"));
  }

  @AfterAll
  static void stop() {
    runs.close();
    installation.close();
  }

  private static Optional<FlowDefinition> find(String name, String revision) {
    if (revision.equals("unsound")) {
      throw new IllegalArgumentException("flow.yaml:1:1 unknown key");
    }
    return READ.contains(revision)
        ? Optional.of(new FlowDefinition(emptyFlow(name, revision), "", Map.of()))
        : Optional.empty();
  }

  static Flow emptyFlow(String name, String revision) {
    return new Flow(
        name,
        revision,
        "",
        PeriodRule.NONE,
        RunRules.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void shouldRefuseRunOfUnsoundRevisionAndGoOn() throws Exception {
    // given
    READ.add("sound");

    // when
    RunRequest refused = ask("unsound");
    RunRequest started = ask("sound");

    // then
    assertThat(refusal(refused).getReason()).contains("unknown key");
    assertThat(installation.await(RunEvent.Started.class, started.run().key())).isNotNull();
    assertThat(installation.records(installation.kafka().topics().deadLetters())).isEmpty();
  }

  @Test
  void shouldCancelRunThatWasAskedForAndHasNotBegun() throws Exception {
    // given
    RunRequest request = ask("later");

    // when
    cancel(request.run());
    RunRequest next = ask("sound");
    READ.addAll(List.of("sound", "later"));

    // then
    String run = request.run().key();
    assertThat(installation.await(RunEvent.Cancelled.class, run).by()).isEqualTo("somebody");
    assertThat(installation.await(RunEvent.Started.class, next.run().key())).isNotNull();
  }

  private static RunRequest ask(String revision) throws InterruptedException, ExecutionException {
    RunRequest request =
        new RunRequest(
            FLOW,
            revision,
            "",
            RunSubject.WHOLE,
            Map.of(),
            Map.of(),
            Origin.request(UUID.randomUUID().toString()),
            "somebody",
            AT);
    installation.trigger(FLOW, TriggerCodec.record(request));
    return request;
  }

  private static void cancel(RunRef run) throws InterruptedException, ExecutionException {
    RunKey key = new RunKey(run.flow(), UUID.fromString(run.run()));
    UUID id = UUID.fromString(Ids.of("cancel", run.key()));
    installation.trigger(FLOW, new CancelRequested(id, key, "somebody", "not needed", AT));
  }

  private static AuditRecorded refusal(RunRequest request) throws Exception {
    return (AuditRecorded)
        installation.await(
            installation.kafka().topics().audit(),
            record -> record instanceof AuditRecorded audit && audit.getId().equals(request.id()));
  }
}
