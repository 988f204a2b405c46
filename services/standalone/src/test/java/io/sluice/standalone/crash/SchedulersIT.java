package io.sluice.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.flow.Trigger.Catchup;
import io.sluice.engine.flow.Trigger.OnMissing;
import io.sluice.engine.flow.Trigger.Schedule;
import io.sluice.engine.run.Duties;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.scheduler.Scheduler;
import io.sluice.schemas.ScheduleSeen;
import io.sluice.schemas.ScheduleTicked;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.flows.FlowPublisher;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.streams.Coordination;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However many schedulers tell of a tick, one run comes of it. */
@Timeout(120)
class SchedulersIT {

  private static final String FLOW = "every_minute";
  private static final int TICKS = 10_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:30Z");

  @TempDir Path home;
  private Installation installation;
  private FlowsTopic flows;
  private final AtomicReference<Instant> time = new AtomicReference<>(START);
  private final InstantSource clock = time::get;
  private final List<Scheduler> schedulers = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    installation = Installation.start(home, Set.of(ToldRun.POOL));
    flows =
        FlowsTopic.start(
            installation.kafka(), (name, _, _) -> new FlowDefinition(flow(name), "", Map.of()));
    publish();
  }

  /** Schedulers look at the clock when a flow is published, were it the same again. */
  private void publish() throws Exception {
    FlowPublisher.publish(
            installation.kafka(), FLOW, "rev", Map.of(), Map.of(), Set.of(ToldRun.POOL), START)
        .get();
  }

  @AfterEach
  void stop() {
    flows.close();
    installation.close();
  }

  private static Flow flow(String name) {
    Schedule schedule =
        new Schedule(
            "minutely",
            "* * * * *",
            true,
            Catchup.ALL,
            Optional.empty(),
            new OnMissing.Reject(),
            Duration.ZERO,
            Map.of(),
            Optional.empty(),
            Optional.empty());
    return new Flow(
        name,
        "rev",
        "",
        PeriodRule.NONE,
        RunRules.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(schedule),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void shouldStartOneRunForEachTickOfThreeSchedulers() throws Exception {
    // given
    Set<String> started = ConcurrentHashMap.newKeySet();
    CountDownLatch all = new CountDownLatch(TICKS);
    CountDownLatch last = new CountDownLatch(TICKS + 1);
    try (Coordination runs =
            Coordination.start(
                installation.kafka(), "runs", Duties.RUNS, flows, home.resolve("state"));
        TailReader _ =
            TailReader.fromStart(
                installation.kafka(),
                installation.events(),
                record -> {
                  started(record).ifPresent(it -> started.add(it.run().key()));
                  all.countDown();
                  last.countDown();
                })) {
      assertThat(runs.awaitRunning(Duration.ofSeconds(30))).isTrue();
      for (int i = 0; i < 3; i++) {
        schedulers.add(Scheduler.start(installation.kafka(), flows, clock));
      }
      installation.await(installation.kafka().topics().triggers(), ScheduleSeen.class::isInstance);

      // when
      time.set(START.plus(Duration.ofMinutes(TICKS)));
      publish();
      assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
      schedulers.forEach(Scheduler::close);
      awaitRunAskedForLast();
      assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();

      // then
      assertThat(started).hasSize(TICKS + 1);
    }
    List<ScheduleTicked> told = ticks();
    assertThat(told.stream().map(ScheduleTicked::getId).distinct()).hasSize(TICKS);
    assertThat(installation.toldEvents()).hasSize(TICKS + 1);
    assertThat(installation.records(installation.kafka().topics().deadLetters())).isEmpty();
  }

  @Test
  void shouldNotMakeUpForTheTimeInWhichTheFlowWasRetired() throws Exception {
    // given
    schedulers.add(Scheduler.start(installation.kafka(), flows, clock));
    awaitSighting(START, false);

    // when
    FlowPublisher.retire(installation.kafka(), FLOW, "somebody", START).get();
    awaitSighting(START, true);
    Instant back = wait(Duration.ofMinutes(5));
    publish();
    awaitSighting(back, false);
    wait(Duration.ofMinutes(1));
    publish();

    // then
    installation.await(
        installation.kafka().topics().triggers(),
        record ->
            record instanceof ScheduleTicked tick
                && tick.getPlanned().equals(Instant.parse("2026-01-01T00:06:00Z")));
    schedulers.forEach(Scheduler::close);
    assertThat(ticks()).hasSize(1);
  }

  private Instant wait(Duration duration) {
    return time.updateAndGet(now -> now.plus(duration));
  }

  private void awaitSighting(Instant at, boolean gone) throws Exception {
    installation.await(
        installation.kafka().topics().triggers(),
        record ->
            record instanceof ScheduleSeen seen
                && seen.getAt().equals(at)
                && seen.getCron().isEmpty() == gone);
  }

  /** What comes of all triggers before it is on the log then. */
  private void awaitRunAskedForLast() throws Exception {
    RunRequest last =
        new RunRequest(
            FLOW,
            "rev",
            "",
            RunSubject.WHOLE,
            Map.of(),
            Map.of(),
            Origin.request(UUID.randomUUID().toString()),
            "somebody",
            START);
    installation.trigger(FLOW, TriggerCodec.record(last));
    installation.await(RunEvent.Started.class, last.run().key());
  }

  private Optional<RunEvent> started(ConsumerRecord<String, byte[]> record) {
    return Optional.of(
            EventReading.event(installation.kafka().codec().read(record.topic(), record.value())))
        .filter(RunEvent.Started.class::isInstance);
  }

  private List<ScheduleTicked> ticks() {
    return installation.records(installation.kafka().topics().triggers()).stream()
        .filter(ScheduleTicked.class::isInstance)
        .map(ScheduleTicked.class::cast)
        .toList();
  }
}
