package io.sluice.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.artefact.Sha256;
import io.sluice.engine.flow.Contract;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.InputFormat;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.flow.PeriodRule.Of;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.flow.Trigger;
import io.sluice.engine.flow.Trigger.Catchup;
import io.sluice.engine.flow.Trigger.OnMissing;
import io.sluice.engine.flow.Trigger.Overlap;
import io.sluice.engine.flow.Trigger.Schedule;
import io.sluice.engine.run.Duties;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.Arrival;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.engine.trigger.Tick;
import io.sluice.schemas.AuditRecorded;
import io.sluice.schemas.TriggerRefused;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.streams.Coordination;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each trigger starts its run once, in its turn, or is told to be refused. */
@Timeout(120)
@SuppressWarnings("try") // services work in the background
class TriggersIT {

  private static final Instant PAST = Instant.parse("2026-10-01T00:00:00Z");
  private static final int REQUESTS = 50;

  @TempDir Path home;
  private Installation installation;
  private TailReader reader;
  private final BlockingQueue<RunEvent> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<TriggerRefused> refused = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() {
    installation = Installation.start(home, Set.of());
    reader =
        TailReader.fromStart(
            installation.kafka(),
            installation.events(),
            record -> note(installation.kafka().codec().read(record.topic(), record.value())));
  }

  private void note(SpecificRecord record) {
    if (record instanceof TriggerRefused refusal) {
      refused.add(refusal);
    } else {
      told.add(EventReading.event(record));
    }
  }

  @AfterEach
  void stop() {
    reader.close();
    installation.close();
  }

  @Test
  void shouldStartOneAtATimeInOrderAndDropNone() throws Exception {
    // given
    Flow flow = flow("single", new RunRules(List.of(), Map.of(), Optional.of(1)));
    List<String> asked = new ArrayList<>();
    for (int n = 0; n < REQUESTS; n++) {
      asked.add(ask(flow, n, Map.of()).run().key());
    }
    List<String> started = new ArrayList<>();

    // when
    try (Coordination _ = runs(flow)) {
      for (int n = 0; n < REQUESTS / 2; n++) {
        started.add(endOf(nextStart()));
      }
    }
    try (Coordination _ = runs(flow)) {
      for (int n = REQUESTS / 2; n < REQUESTS; n++) {
        started.add(endOf(nextStart()));
      }
    }

    // then
    assertThat(started).isEqualTo(asked);
    List<RunEvent> events = installation.toldEvents();
    assertThat(events).hasSize(2 * REQUESTS);
    for (int n = 0; n < events.size(); n += 2) {
      assertThat(events.get(n)).isInstanceOf(RunEvent.Started.class);
      assertThat(events.get(n + 1).run()).isEqualTo(events.get(n).run());
    }
  }

  @Test
  void shouldSkipTickWhileRunIsOpen() throws Exception {
    // given
    Flow flow = flow("skips", RunRules.NONE, schedule(Optional.of(Overlap.SKIP)));
    try (Coordination _ = runs(flow)) {
      Tick first = tick(flow, 1);
      Tick second = tick(flow, 2);

      // when
      tellThrice(first);
      assertThat(nextStart()).isEqualTo(first.run());
      tellThrice(second);

      // then
      TriggerRefused refusal = refused.poll(60, TimeUnit.SECONDS);
      assertThat(refusal.getKey()).isEqualTo(second.run().key());
      assertThat(refusal.getReason()).contains("a run of this flow is open");
      assertThat(audited(second.id()).getReason()).isEqualTo(refusal.getReason());
      endOf(first.run());
      tellThrice(tick(flow, 3));
      assertThat(nextStart()).isEqualTo(tick(flow, 3).run());
      assertThat(refused).isEmpty();
    }
  }

  @Test
  void shouldQueueTickWhileRunIsOpen() throws Exception {
    // given
    Flow flow = flow("queues", RunRules.NONE, schedule(Optional.of(Overlap.QUEUE)));
    try (Coordination _ = runs(flow)) {
      // when
      for (int n = 1; n <= 4; n++) {
        tellThrice(tick(flow, n));
      }

      // then
      for (int n = 1; n <= 4; n++) {
        assertThat(nextStart()).isEqualTo(tick(flow, n).run());
        endOf(tick(flow, n).run());
      }
      assertThat(refused).isEmpty();
    }
  }

  @Test
  void shouldCancelOpenRunForNextTickAndNeverItsOwn() throws Exception {
    // given
    Flow flow = flow("cancels", RunRules.NONE, schedule(Optional.of(Overlap.CANCEL_RUNNING)));
    try (Coordination _ = runs(flow)) {
      Tick first = tick(flow, 1);
      Tick second = tick(flow, 2);

      // when
      tellThrice(first);
      assertThat(nextStart()).isEqualTo(first.run());
      tellThrice(second);

      // then
      assertThat(told.poll(60, TimeUnit.SECONDS))
          .isInstanceOf(RunEvent.Cancelled.class)
          .extracting(RunEvent::run)
          .isEqualTo(first.run());
      assertThat(nextStart()).isEqualTo(second.run());
      tellThrice(second);
      endOf(ask(flow, 1, Map.of()).run());
      assertThat(installation.told(RunEvent.Cancelled.class, second.run().key())).isEmpty();
    }
  }

  @Test
  void shouldTellWhyTriggerStartsNothingOnce() throws Exception {
    // given
    Flow flow = flow("refuses", RunRules.NONE, schedule(Optional.empty()));
    RunRequest request = ask(flow, 1, Map.of("unheard", "of"));

    // when
    TriggerRefused refusal;
    try (Coordination _ = runs(flow)) {
      refusal = refused.poll(60, TimeUnit.SECONDS);
      ask(flow, 1, Map.of("unheard", "of"));
      ask(flow, 2, Map.of());
      nextStart();
    }
    try (Coordination _ = runs(flow)) {
      ask(flow, 3, Map.of());
      nextStart();
    }

    // then
    assertThat(refusal.getKey()).isEqualTo(request.run().key());
    assertThat(refusal.getReason()).contains("unheard");
    AuditRecorded audit = audited(request.id());
    assertThat(audit.getOutcome()).isEqualTo("refused");
    assertThat(audit.getReason()).isEqualTo(refusal.getReason());
    assertThat(refused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldStartTheSameRunsHoweverTriggersCome(long seed) throws Exception {
    // given
    Flow flow =
        flow(
            "shuffled",
            RunRules.NONE,
            schedule(Optional.empty()),
            new Trigger.Arrivals(List.of(), Duration.ofSeconds(10)));
    Random random = new Random(seed);
    List<SpecificRecord> before = triggers(flow, List.of("2026-01", "2026-02", "2026-03"), true);
    List<SpecificRecord> later = triggers(flow, List.of("2026-04", "2026-05", "2026-06"), false);
    Map<String, List<Object>> inOrder;
    Map<String, List<Object>> shuffled;

    // when
    inOrder = starts(flow, installation, before, later);
    try (Installation other = Installation.start(home.resolve("other"), Set.of())) {
      shuffled = starts(flow, other, thrice(before, random), thrice(later, random));
    }

    // then
    assertThat(inOrder).hasSize(6 * 3);
    assertThat(shuffled).isEqualTo(inOrder);
  }

  /** For each period the versions of both inputs, a tick and a request. */
  private static List<SpecificRecord> triggers(
      Flow flow, List<String> periods, boolean corrections) {
    List<SpecificRecord> triggers = new ArrayList<>();
    for (String month : periods) {
      RunSubject subject =
          RunSubject.of(Map.of(), Period.parse(Every.MONTH, month), ZoneOffset.UTC);
      triggers.add(arrival(flow, subject, "erp", 1, "a"));
      triggers.add(arrival(flow, subject, "web", 1, "w"));
      if (corrections) {
        triggers.add(arrival(flow, subject, "erp", 2, "b"));
        triggers.add(arrival(flow, subject, "erp", 3, "a"));
        triggers.add(arrival(flow, subject, "web", 2, "x"));
      }
      Tick tick = new Tick(flow.name(), "often", PAST, subject, Map.of(), Instant.now());
      triggers.add(TriggerCodec.record(withOwnTime(tick, triggers.size())));
      triggers.add(TriggerCodec.record(request(flow, subject, triggers.size(), Map.of())));
    }
    return triggers;
  }

  private static Tick withOwnTime(Tick tick, int minute) {
    Instant planned = tick.planned().plusSeconds(60L * minute);
    return new Tick(
        tick.flow(), tick.schedule(), planned, tick.subject(), tick.parameters(), tick.at());
  }

  private static SpecificRecord arrival(
      Flow flow, RunSubject subject, String input, long version, String content) {
    InputFile file = new InputFile(input, Sha256.start().text(content).hex(), 1);
    Instant at = PAST.plusSeconds(version);
    return TriggerCodec.record(
        new Arrival(flow.name(), subject, input, version, file, "inbox", at, flow.revision()));
  }

  private static List<SpecificRecord> thrice(List<SpecificRecord> triggers, Random random) {
    List<SpecificRecord> all = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      all.addAll(triggers);
    }
    Collections.shuffle(all, random);
    return all;
  }

  /** What starts when some are told before the service starts, and others while it works. */
  private Map<String, List<Object>> starts(
      Flow flow, Installation installation, List<SpecificRecord> before, List<SpecificRecord> later)
      throws Exception {
    installation.trigger(flow.name(), before.toArray(SpecificRecord[]::new));
    try (Coordination _ =
        Coordination.start(
            installation.kafka(),
            "runs",
            Duties.RUNS,
            new OneFlow(flow),
            installation.home().resolve("state"))) {
      for (SpecificRecord trigger : later) {
        installation.trigger(flow.name(), trigger);
      }
      RunSubject last =
          RunSubject.of(Map.of(), Period.parse(Every.MONTH, "2026-12"), ZoneOffset.UTC);
      RunRequest request = request(flow, last, 99, Map.of());
      installation.trigger(flow.name(), TriggerCodec.record(request));
      installation.await(RunEvent.Started.class, request.run().key());
      Map<String, List<Object>> starts = new TreeMap<>();
      for (RunEvent event : installation.toldEvents()) {
        if (event instanceof RunEvent.Started started && !started.run().equals(request.run())) {
          Object twice =
              starts.put(
                  started.run().key(),
                  List.of(started.subject(), started.origin(), started.plan()));
          assertThat(twice).isNull();
        }
      }
      return starts;
    }
  }

  private Coordination runs(Flow flow) {
    return Coordination.start(
        installation.kafka(), "runs", Duties.RUNS, new OneFlow(flow), home.resolve("state"));
  }

  private RunRef nextStart() throws InterruptedException {
    RunEvent event = told.poll(60, TimeUnit.SECONDS);
    while (event != null && !(event instanceof RunEvent.Started)) {
      event = told.poll(60, TimeUnit.SECONDS);
    }
    assertThat(event).as("a start").isNotNull();
    return event.run();
  }

  /** Ends a run; the answer is its key. */
  private String endOf(RunRef run) throws Exception {
    installation.tell(new RunEvent.Cancelled(run, PAST, "somebody", "done"));
    return run.key();
  }

  private AuditRecorded audited(String id) throws Exception {
    return (AuditRecorded)
        installation.await(
            installation.kafka().topics().audit(),
            record -> record instanceof AuditRecorded audit && audit.getId().equals(id));
  }

  private RunRequest ask(Flow flow, int number, Map<String, String> parameters) throws Exception {
    RunRequest request = request(flow, RunSubject.WHOLE, number, parameters);
    installation.trigger(flow.name(), TriggerCodec.record(request));
    return request;
  }

  private static RunRequest request(
      Flow flow, RunSubject subject, int number, Map<String, String> parameters) {
    return new RunRequest(
        flow.name(),
        flow.revision(),
        "",
        subject,
        parameters,
        Map.of(),
        Origin.request(Ids.of(flow.name(), Integer.toString(number))),
        "somebody",
        PAST);
  }

  private void tellThrice(Tick tick) throws Exception {
    for (int n = 0; n < 3; n++) {
      installation.trigger(tick.flow(), TriggerCodec.record(tick));
    }
  }

  private static Tick tick(Flow flow, int minute) {
    Instant planned = PAST.plusSeconds(60L * minute);
    return new Tick(flow.name(), "often", planned, RunSubject.WHOLE, Map.of(), planned);
  }

  private static Schedule schedule(Optional<Overlap> overlap) {
    return new Schedule(
        "often",
        "* * * * *",
        true,
        Catchup.ALL,
        overlap,
        new OnMissing.Wait(Duration.ofHours(1)),
        Duration.ZERO,
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Flow flow(String name, RunRules rules, Trigger... triggers) {
    boolean arrivals = List.of(triggers).stream().anyMatch(Trigger.Arrivals.class::isInstance);
    return new Flow(
        name,
        "revision",
        "",
        arrivals ? new PeriodRule(Every.MONTH, Of.SAME, ZoneOffset.UTC) : PeriodRule.NONE,
        rules,
        Optional.empty(),
        List.of(),
        arrivals ? List.of(input("erp"), input("web")) : List.of(),
        List.of(triggers),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Input input(String name) {
    Contract contract =
        new Contract(List.of(), Contract.OtherColumns.IGNORE, Contract.OnBadRow.FAIL, 0);
    InputFormat format = new InputFormat.Csv(',', '"', "UTF-8");
    return new Input(name, List.of(name + "*"), format, contract, "default");
  }

  /** A catalog of one flow. */
  private record OneFlow(Flow flow) implements FlowCatalog {
    @Override
    public Optional<FlowDefinition> find(String name, String revision) {
      return Optional.of(new FlowDefinition(flow, "", Map.of()));
    }

    @Override
    public Optional<FlowDefinition> latest(String name) {
      return find(name, "");
    }

    @Override
    public boolean isRetired(String name) {
      return false;
    }
  }
}
