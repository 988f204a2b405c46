package io.sluice.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.Duties;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.StageReady;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.codec.WorkCodec;
import io.sluice.wire.streams.Coordination;
import io.sluice.wire.streams.DerivedState;
import io.sluice.wire.streams.Folded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A rebuild folds and decides nothing: afterwards everything is as it was. */
@Timeout(120)
@SuppressWarnings("try") // services work in the background
class RebuildIT {

  private static final String FLOW = "past";
  private static final String SERVICE = "runs";
  private static final int FINISHED = 1_000;
  private static final int OPEN = 5;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final FlowCatalog ANY =
      new Revisions((name, revision) -> Optional.of(ToldRun.flow(name, revision)));

  @TempDir Path home;
  private Installation installation;

  @BeforeEach
  void start() {
    installation = Installation.start(home, Set.of(ToldRun.POOL, ToldRun.DELIVERY_POOL));
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void shouldReadAsBeforeAndWriteNothing() throws Exception {
    // given
    List<RunEvent> events = new ArrayList<>();
    List<SpecificRecord> triggers = new ArrayList<>();
    for (int n = 1; n <= FINISHED; n++) {
      ToldRun run = run("finished", n);
      triggers.add(TriggerCodec.record(request("finished", n)));
      events.addAll(List.of(run.started(), run.begun(), run.made(), run.cancelled()));
    }
    List<String> open = new ArrayList<>();
    for (int n = 1; n <= OPEN; n++) {
      ToldRun run = ask("open", FINISHED + n);
      events.add(run.started());
      open.add(run.key());
    }
    installation.trigger(FLOW, triggers.toArray(SpecificRecord[]::new));
    installation.tell(events.toArray(RunEvent[]::new));
    try (Coordination _ = coordination()) {
      awaitReady(open, 1);
    }
    Map<String, Long> ends = installation.ends();
    Map<String, Map<String, String>> rows = rows();

    // when
    Folded folded =
        Coordination.rebuild(
            installation.kafka(), SERVICE, Duties.ALL, home.resolve("state"), LIMIT);

    // then
    assertThat(folded.finished()).isEqualTo(FINISHED);
    assertThat(folded.open()).isEqualTo(OPEN);
    assertThat(installation.ends()).isEqualTo(ends);
    assertThat(rows()).isEqualTo(rows);

    // and the next start takes each open run over, once, and works nothing else
    try (Coordination _ = coordination()) {
      awaitReady(open, 2);
      ToldRun next = ask("next", FINISHED + OPEN + 1);
      installation.await(RunEvent.Started.class, next.key());
    }
    assertThat(ready()).containsExactlyInAnyOrderElementsOf(twice(open));
    assertThat(starts()).hasSize(FINISHED + OPEN + 1).doesNotHaveDuplicates();
    assertThat(installation.records(installation.kafka().topics().deadLetters())).isEmpty();
  }

  private static List<String> twice(List<String> all) {
    return Stream.concat(all.stream(), all.stream()).toList();
  }

  @Test
  void shouldStartNothingWhoseEventsAreNoLongerKept() throws Exception {
    // given
    for (int n = 1; n <= 10; n++) {
      ToldRun run = ask("gone", n);
      installation.tell(run.started(), run.begun(), run.made(), run.cancelled());
    }
    ToldRun kept = ask("kept", 11);
    installation.tell(kept.started());
    TopicPartition events = new TopicPartition(installation.events(), 0);
    installation
        .kafka()
        .admin()
        .deleteRecords(Map.of(events, RecordsToDelete.beforeOffset(40)))
        .all()
        .get();
    ToldRun outstanding = ask("outstanding", 12);

    // when
    Coordination.rebuild(installation.kafka(), SERVICE, Duties.ALL, home.resolve("state"), LIMIT);
    try (Coordination _ = coordination()) {
      installation.await(RunEvent.Started.class, outstanding.key());
      awaitReady(List.of(kept.key()), 1);
      ToldRun next = ask("next", 13);
      installation.await(RunEvent.Started.class, next.key());

      // then
      assertThat(starts()).containsExactly(kept.key(), outstanding.key(), next.key());
    }
  }

  @Test
  void shouldKnowWhoIsAtWorkAndDropOnlyState() throws Exception {
    // given
    DerivedState state = new DerivedState(installation.kafka());
    String group = installation.kafka().topics().group(SERVICE);
    List<String> services;
    List<String> atWork;

    // when
    ToldRun over = ask("over", 1);
    installation.tell(over.started(), over.begun(), over.made(), over.cancelled());
    ToldRun run = ask("any", 2);
    try (Coordination _ = coordination()) {
      installation.await(RunEvent.Started.class, run.key());
      services = state.services();
      atWork = state.atWork(services);
    }
    Map<String, String> ledger = rows().get("ledger");
    state.drop(services);

    // then
    assertThat(services).containsExactly(group);
    assertThat(atWork).containsExactly(group);
    assertThat(state.atWork(services)).isEmpty();
    assertThat(state.services()).isEmpty();
    assertThat(starts()).containsExactly(over.key(), run.key());

    // and a service that finds another time's state on its disk folds all the same, though another
    // replica made the changelogs again already
    makeChangelogs(group);
    try (Coordination _ = coordination()) {
      ToldRun next = ask("next", 3);
      installation.await(RunEvent.Started.class, next.key());
      assertThat(starts()).containsExactly(over.key(), run.key(), next.key());
    }
    assertThat(rows().get("ledger")).containsKeys(ledger.keySet().toArray(String[]::new));
  }

  private void makeChangelogs(String group) throws InterruptedException, ExecutionException {
    List<NewTopic> changelogs =
        Stream.of("ledger", "open", "pending")
            .map(store -> new NewTopic(group + "-" + store + "-changelog", 1, (short) 1))
            .map(topic -> topic.configs(Map.of("cleanup.policy", "compact")))
            .toList();
    installation.kafka().admin().createTopics(changelogs).all().get();
  }

  private Coordination coordination() {
    return Coordination.start(
        installation.kafka(), SERVICE, Duties.ALL, ANY, home.resolve("state"));
  }

  /** Asks for a run; the answer is what it is to become. */
  private ToldRun ask(String name, int ordinal) throws InterruptedException, ExecutionException {
    installation.trigger(FLOW, TriggerCodec.record(request(name, ordinal)));
    return run(name, ordinal);
  }

  private static ToldRun run(String name, int ordinal) {
    RunRequest request = request(name, ordinal);
    return new ToldRun(request.run(), request.id(), name, ordinal);
  }

  private static RunRequest request(String name, int ordinal) {
    RunSubject subject = ToldRun.of(FLOW, name, name, ordinal).subject();
    return new RunRequest(
        FLOW,
        "revision",
        "",
        subject,
        subject.slice(),
        Map.of(),
        Origin.request(Ids.of(name, Integer.toString(ordinal))),
        "somebody",
        Instant.parse("2026-10-01T00:00:00Z"));
  }

  private List<String> starts() {
    return installation.toldEvents().stream()
        .filter(RunEvent.Started.class::isInstance)
        .map(event -> event.run().key())
        .toList();
  }

  private Map<String, Map<String, String>> rows() {
    String application = installation.kafka().topics().group(SERVICE);
    return Map.of(
        "ledger", installation.rows(application + "-ledger-changelog"),
        "open", installation.rows(application + "-open-changelog"),
        "pending", installation.rows(application + "-pending-changelog"));
  }

  /** Waits until each of the runs was handed out so many times. */
  private void awaitReady(List<String> runs, int times) throws Exception {
    List<String> seen = new ArrayList<>();
    installation.await(
        workTopic(),
        record -> {
          seen.add(WorkCodec.item((StageReady) record).run().key());
          return seen.size() >= runs.size() * times;
        });
  }

  private List<String> ready() {
    return installation.records(workTopic()).stream()
        .map(record -> WorkCodec.item((StageReady) record).run().key())
        .toList();
  }

  private String workTopic() {
    return installation.kafka().topics().work(ToldRun.POOL);
  }
}
