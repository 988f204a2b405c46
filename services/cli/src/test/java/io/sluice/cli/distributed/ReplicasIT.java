package io.sluice.cli.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.distributed.Load.Seen;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunEvent.Completed;
import io.sluice.engine.run.RunEvent.GatePassed;
import io.sluice.engine.run.RunEvent.PublicationOpened;
import io.sluice.engine.run.RunEvent.StageCompleted;
import io.sluice.engine.run.RunEvent.StageStarted;
import io.sluice.engine.run.RunEvent.Started;
import io.sluice.schemas.ResultPublished;
import io.sluice.testkit.topics.TopicReading;
import io.sluice.wire.FlowPartition;
import io.sluice.wire.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two deciders of each service and three workers of a pool, killed and frozen under load. */
@EnabledIfSystemProperty(named = "sluice.kafka", matches = "containers")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {

  private static final String LOAD = "load";
  private static final int PARTITIONS = 4;
  private static final int KILLS = 20;
  private static final int FURTHER_KILLS = 10;
  private static final int OPEN_RUNS = 2;
  private static final int WARM_RUNS = 5;
  private static final int BURST = 60;

  /** Work for a second or more, so that a stage is still at it when its worker is killed. */
  private static final int ROUNDS = 60_000;

  private static final List<String> WORKERS = List.of("worker 1", "worker 2", "worker 3");
  private static final Duration WORKER_LIMIT = Duration.ofSeconds(1);
  private static final Duration DECIDER_LIMIT = Duration.ofSeconds(10);
  private static final Duration SHARED_LIMIT = Duration.ofSeconds(60);
  private static final Duration FROZEN_LIMIT = Duration.ofSeconds(20);
  private static final Duration FROZEN = Duration.ofMinutes(1);

  @TempDir private static Path folder;

  private static Installed installed;
  private static @Nullable KafkaConnection kafka;
  private static @Nullable Load load;

  @BeforeAll
  static void start() throws Exception {
    installed = Installed.withoutServices(folder);
    for (int replica = 1; replica <= 2; replica++) {
      coordinator("runs", "runs " + replica);
      coordinator("validation", "validation " + replica);
      decider("decider " + replica);
    }
    worker(WORKERS.getFirst());
    installed.awaitReady();
    kafka = installed.connect();
  }

  @AfterAll
  static void stop() {
    if (load != null) {
      load.close();
    }
    if (kafka != null) {
      kafka.close();
    }
    installed.close();
  }

  private static void coordinator(String module, String name) {
    installed.service(name, module, Map.of("SLUICE_PARTITIONS", Integer.toString(PARTITIONS)));
  }

  private static void decider(String name) {
    installed.service(name, "stage", stage("decide"));
  }

  private static void worker(String name) {
    installed.service(name, "stage", stage("work"));
  }

  private static Map<String, String> stage(String role) {
    return Map.ofEntries(
        Map.entry("SLUICE_PARTITIONS", Integer.toString(PARTITIONS)),
        Map.entry("SLUICE_POOLS", LoadFlow.POOL + ",publish"),
        Map.entry("SLUICE_ROLE", role));
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"runs", "validation", "decider"})
  void shouldShareThePartitionsOutAmongReplicas(String service) {
    // when // then
    await()
        .atMost(SHARED_LIMIT)
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .untilAsserted(
            () ->
                assertThat(IntStream.range(0, PARTITIONS).mapToObj(it -> owner(service, it)))
                    .contains(service + " 1", service + " 2"));
  }

  /** The one of two replicas that coordinates the flows of a partition. */
  private static String owner(String service, int partition) {
    return installed.lastToSay(
        Pattern.compile("Coordinating.*task=\"?\\d+_" + partition + "\\b"),
        service + " 1",
        service + " 2");
  }

  private static String owner(String service, String flow) {
    return owner(service, FlowPartition.of(flow, PARTITIONS));
  }

  /** How much that is depends on the machine: 2 processors are busy with one worker. */
  @Test
  @Order(2)
  void shouldShareTheWorkAmongWorkers() throws Exception {
    try (Load burst = new Load(kafka, LoadFlow.write(folder, "burst", 0))) {
      burst.burst(BURST);
      for (int workers = 1; workers <= WORKERS.size(); workers++) {
        if (workers > 1) {
          worker(WORKERS.get(workers - 1));
          installed.awaitReady(WORKERS.get(workers - 1));
          burst.burst(BURST);
        }
        burst.takeCompleted();
        double seconds = burst.burst(BURST) / 1e9;
        List<StageCompleted> stages =
            burst.takeCompleted().stream().filter(LoadFlow::isInItsPool).toList();
        assertThat(tell(workers, seconds, stages)).hasSize(workers);
      }
    }
  }

  /** The workers that did some of it. */
  private static Set<String> tell(int workers, double seconds, List<StageCompleted> stages) {
    double query = stages.stream().mapToDouble(StageCompleted::queryMillis).sum() / 1e3;
    double work = stages.stream().mapToDouble(StageCompleted::millis).sum() / 1e3;
    double slots = workers * seconds;
    System.out.printf(
        "%d workers: %.1f runs/s, %.0f stages/s; of the workers' time DuckDB %.0f %%, ours %.0f %%,"
            + " waiting %.0f %%%n",
        workers,
        BURST / seconds,
        stages.size() / seconds,
        100 * query / slots,
        100 * (work - query) / slots,
        100 * (slots - work) / slots);
    return stages.stream().map(stage -> named(stage.worker())).collect(Collectors.toSet());
  }

  private static Load load() throws Exception {
    Load started = load;
    if (started == null) {
      started = new Load(kafka, LoadFlow.write(folder, LOAD, ROUNDS));
      started.keepOpen(OPEN_RUNS);
      for (int warm = 0; warm < WARM_RUNS; warm++) {
        started.next(RunEvent::endsRun).get();
      }
      load = started;
    }
    return started;
  }

  @Test
  @Order(3)
  void shouldTakeOverAKilledWorkersStageWithinASecond() throws Exception {
    Load load = load();
    List<Double> seconds = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      // given
      StageStarted begun = (StageStarted) load.next(ReplicasIT::isSlow).get().event();
      String worker = named(begun.worker());
      CompletableFuture<Seen> again = load.next(it -> isSame(it, begun));

      // when
      long killed = System.nanoTime();
      installed.kill(worker);

      // then
      seconds.add((again.get().nanos() - killed) / 1e9);
      worker(worker);
      installed.awaitReady(worker);
    }
    tell("a killed worker's stage runs again", seconds);
    assertThat(median(seconds)).isLessThan(WORKER_LIMIT.toMillis() / 1e3);
  }

  @Test
  @Order(4)
  void shouldTakeOverAKilledDecidersRunsWithinTenSeconds() throws Exception {
    Load load = load();
    List<Double> seconds = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      // given
      String decider = owner("decider", LOAD);

      // when
      long killed = System.nanoTime();
      installed.kill(decider);
      Instant dead = Instant.now();
      Set<String> decided = new HashSet<>();
      CompletableFuture<Seen> next = load.next(it -> followsCompletion(it, dead, decided));

      // then
      seconds.add((next.get().nanos() - killed) / 1e9);
      decider(decider);
      installed.awaitReady(decider);
    }
    tell("stages go on after a decider was killed", seconds);
    assertThat(seconds).allSatisfy(it -> assertThat(it).isLessThan(DECIDER_LIMIT.toSeconds()));
  }

  @ParameterizedTest
  @Order(5)
  @ValueSource(strings = {"runs", "validation"})
  void shouldTakeOverFromAKilledReplicaWithinTenSeconds(String service) throws Exception {
    String flow = "short_" + service;
    List<Double> seconds = new ArrayList<>();
    try (Load brief = new Load(kafka, LoadFlow.write(folder, flow, 0))) {
      brief.keepOpen(OPEN_RUNS);
      for (int kill = 0; kill < FURTHER_KILLS; kill++) {
        // given
        brief.next(RunEvent::endsRun).get();
        String replica = owner(service, flow);

        // when
        long killed = System.nanoTime();
        installed.kill(replica);
        Instant dead = Instant.now();

        // then
        Seen next = brief.next(it -> it.at().isAfter(dead) && isWrittenBy(service, it)).get();
        seconds.add((next.nanos() - killed) / 1e9);
        coordinator(service, replica);
        installed.awaitReady(replica);
      }
      assertEachPublishedOnce(flow, brief.finish());
    }
    tell("runs go on after a replica of " + service + " was killed", seconds);
    assertThat(seconds).allSatisfy(it -> assertThat(it).isLessThan(DECIDER_LIMIT.toSeconds()));
  }

  @ParameterizedTest
  @Order(6)
  @ValueSource(strings = {"runs", "validation", "decider"})
  void shouldHearNothingOfAFrozenReplicaThatWakes(String service) throws Exception {
    String flow = "frozen_" + service;
    try (Load brief = new Load(kafka, LoadFlow.write(folder, flow, 0))) {
      // given
      brief.keepOpen(OPEN_RUNS);
      awaitEnds(brief);
      String replica = owner(service, flow);

      // when
      installed.freeze(replica);
      awaitEnds(brief);
      assertThat(owner(service, flow)).isNotEqualTo(replica);
      installed.thaw(replica);
      awaitEnds(brief);

      // then
      assertEachPublishedOnce(flow, brief.finish());
    }
  }

  /** More than could be of those that were open when the replica stood still. */
  private static void awaitEnds(Load load) throws Exception {
    for (int run = 0; run < 3 * OPEN_RUNS; run++) {
      load.next(RunEvent::endsRun).get();
    }
  }

  private static boolean isWrittenBy(String service, RunEvent event) {
    return switch (event) {
      case Started _, PublicationOpened _, Completed _ -> service.equals("runs");
      // a check's verdict comes from a worker, be it of the other replica
      case GatePassed _ -> service.equals("validation");
      default -> false;
    };
  }

  @Test
  @Order(7)
  void shouldTakeOverAFrozenWorkersStageAndHearNothingOfItLater() throws Exception {
    Load load = load();
    // given
    StageStarted begun = (StageStarted) load.next(ReplicasIT::isSlow).get().event();
    String worker = named(begun.worker());
    CompletableFuture<Seen> again = load.next(it -> isSame(it, begun));

    // when
    long frozen = System.nanoTime();
    installed.freeze(worker);
    double seconds = (again.get().nanos() - frozen) / 1e9;
    long left = FROZEN.toNanos() - (System.nanoTime() - frozen);
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(Math.max(0, left), TimeUnit.NANOSECONDS))
        .get();
    installed.thaw(worker);
    load.next(it -> it instanceof StageStarted next && named(next.worker()).equals(worker)).get();

    // then
    tell("a frozen worker's stage runs again", List.of(seconds));
    assertThat(seconds).isLessThan(FROZEN_LIMIT.toSeconds());
  }

  /** Of all runs that were asked for meanwhile. */
  @Test
  @Order(8)
  void shouldHaveLostAndDoubledNothing() throws Exception {
    // when
    List<RunEvent> ends = load().finish();

    // then
    assertThat(ends).hasSizeGreaterThan(KILLS);
    assertEachPublishedOnce(LOAD, ends);
    assertThat(new TopicReading(kafka).all(kafka.topics().deadLetters())).isEmpty();
  }

  /** Each run is of a slice of its own. */
  private static void assertEachPublishedOnce(String flow, List<RunEvent> ends) {
    assertThat(ends).allMatch(Completed.class::isInstance);
    Set<String> ids = new HashSet<>();
    Map<String, Set<String>> versions = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record :
        new TopicReading(kafka).all(kafka.topics().results())) {
      if (!record.key().startsWith(flow + "/")) {
        continue;
      }
      ResultPublished result = (ResultPublished) kafka.codec().read(record.topic(), record.value());
      ids.add(result.getId().toString());
      versions
          .computeIfAbsent(record.key(), _ -> new HashSet<>())
          .add(result.getRun().getRun() + " v" + result.getVersion());
    }
    assertThat(ids).hasSameSizeAs(ends);
    assertThat(versions).hasSameSizeAs(ends);
    assertThat(versions.values()).allSatisfy(it -> assertThat(it).hasSize(1));
  }

  private static boolean isSlow(RunEvent event) {
    return event instanceof StageStarted started && started.stage().stage().equals(LoadFlow.SLOW);
  }

  private static boolean isSame(RunEvent event, StageStarted begun) {
    return event instanceof StageStarted started
        && started.run().equals(begun.run())
        && started.stage().stage().equals(begun.stage().stage())
        && !started.worker().equals(begun.worker());
  }

  /** A stage that started because another one of its run was completed after an instant. */
  private static boolean followsCompletion(RunEvent event, Instant dead, Set<String> decided) {
    if (event instanceof StageCompleted completed && completed.at().isAfter(dead)) {
      decided.add(completed.run().key());
    }
    return event instanceof StageStarted started && decided.contains(started.run().key());
  }

  /** Which of the workers has that name in events. */
  private static String named(String worker) {
    return WORKERS.stream()
        .filter(name -> worker.endsWith("-" + installed.pid(name)))
        .findFirst()
        .orElse("none");
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  private static void tell(String what, List<Double> seconds) {
    System.out.printf(
        "%s: p50 %.2f s, max %.2f s of %d%n",
        what,
        median(seconds),
        seconds.stream().mapToDouble(it -> it).max().orElse(0),
        seconds.size());
  }
}
