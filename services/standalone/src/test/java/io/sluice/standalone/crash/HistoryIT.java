package io.sluice.standalone.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.run.Duties;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.StageReady;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.codec.WorkCodec;
import io.sluice.wire.streams.Coordination;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The past is folded and never run again, and it costs nothing. */
@Timeout(120)
@Isolated("it compares how long runs take")
@SuppressWarnings("try") // services work in the background
class HistoryIT {

  private static final int FINISHED = 1_000;
  private static final int MANY = 20_000;
  private static final int MEASURED = 300;

  private static final FlowCatalog ANY =
      new Revisions((name, revision) -> Optional.of(ToldRun.flow(name, revision)));

  @TempDir Path home;
  private Installation installation;

  @BeforeEach
  void start() {
    installation = Installation.start(home, Set.of(ToldRun.POOL, ToldRun.DELIVERY_POOL));
  }

  @AfterEach
  void stop() throws IOException {
    installation.close();
  }

  @Test
  void shouldWorkNothingOfFinishedRunsInNewPool() throws Exception {
    // given
    tellFinished(FINISHED);
    ToldRun open = ToldRun.of("past", "open", "open", FINISHED + 1);
    installation.tell(open.started());
    long before = installation.toldEvents().size();

    // when
    List<String> worked;
    try (Coordination pool = pool("new")) {
      ToldRun next = ToldRun.of("past", "next", "next", FINISHED + 2);
      installation.tell(next.started());
      awaitReady(next);
      worked = ready();

      // then
      assertThat(worked).containsExactly(open.key(), next.key());
    }
    assertThat(installation.toldEvents()).hasSize((int) before + 1);
  }

  private void tellFinished(int runs) throws InterruptedException, ExecutionException {
    RunEvent[] events =
        IntStream.rangeClosed(1, runs)
            .mapToObj(n -> ToldRun.of("past", "run " + n, "past", n).finished(n))
            .flatMap(Stream::of)
            .toArray(RunEvent[]::new);
    installation.tell(events);
  }

  @Test
  void shouldStartNothingAgainWithoutState() throws Exception {
    // given
    List<ToldRun> finished = new ArrayList<>();
    for (int n = 1; n <= 20; n++) {
      finished.add(runAsked("finished " + n, n));
    }
    ToldRun open = runAsked("open", 21);
    for (ToldRun run : finished) {
      installation.tell(run.started(), run.begun(), run.made(), run.cancelled());
    }
    installation.tell(open.passed());

    // when
    List<RunEvent> first = startAnew("one", 22);
    deleteChangelogs("one");
    List<RunEvent> same = startAnew("one", 23);
    List<RunEvent> other = startAnew("two", 24);

    // then
    assertThat(first).hasSize(2).first().matches(event -> isOpening(event, open));
    assertThat(same).singleElement().isInstanceOf(RunEvent.Started.class);
    assertThat(other).singleElement().isInstanceOf(RunEvent.Started.class);
    assertThat(installation.records(installation.kafka().topics().results())).isEmpty();
    assertThat(installation.records(installation.kafka().topics().deadLetters())).isEmpty();
  }

  private static boolean isOpening(RunEvent event, ToldRun run) {
    return event instanceof RunEvent.PublicationOpened && event.run().equals(run.run());
  }

  /** What {@code runs} writes to the events when it begins without state and is asked for a run. */
  private List<RunEvent> startAnew(String service, int number) throws Exception {
    int before = installation.toldEvents().size();
    try (Coordination runs = runs(service, home.resolve("state-" + number))) {
      ToldRun next = runAsked("next", number);
      installation.await(RunEvent.Started.class, next.key());
      List<RunEvent> all = installation.toldEvents();
      return all.subList(before, all.size());
    }
  }

  private void deleteChangelogs(String service) throws InterruptedException, ExecutionException {
    String application = installation.kafka().topics().group(service);
    List<String> changelogs =
        Stream.of("open", "pending", "ledger")
            .map(store -> application + "-" + store + "-changelog")
            .toList();
    installation.kafka().admin().deleteTopics(changelogs).all().get();
    while (changelogs.stream().anyMatch(this::exists)) {
      Thread.onSpinWait();
    }
  }

  private boolean exists(String topic) {
    try {
      installation.kafka().admin().describeTopics(List.of(topic)).allTopicNames().get();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      return !(e.getCause() instanceof UnknownTopicOrPartitionException);
    }
  }

  /** A request, and the run that it is to become. */
  private ToldRun runAsked(String name, int ordinal)
      throws InterruptedException, ExecutionException {
    String id = UUID.nameUUIDFromBytes((name + ordinal).getBytes(UTF_8)).toString();
    ToldRun told = ToldRun.of("past", name, name, ordinal);
    RunRequest request =
        new RunRequest(
            "past",
            "revision",
            "",
            told.subject(),
            told.subject().slice(),
            Map.of(),
            Origin.request(id),
            "somebody",
            Instant.parse("2026-10-01T00:00:00Z"));
    installation.trigger("past", TriggerCodec.record(request));
    return new ToldRun(request.run(), id, name, ordinal);
  }

  @Test
  void shouldTakeNoLongerForAnEventAfterManyRuns() throws Exception {
    // given
    try (Coordination pool = pool("old")) {
      nanosOf("warm", MEASURED);
      long young = nanosOf("young", MEASURED);
      nanosOf("many", MANY);

      // when
      long old = nanosOf("old", MEASURED);

      // then
      assertThat(old).isLessThan(3 * young + TimeUnit.SECONDS.toNanos(1));
    }
  }

  /** How long it takes from runs that begin and end to the work of a last one. */
  private long nanosOf(String name, int runs) throws Exception {
    ToldRun last = ToldRun.of("past", name, "last", 1);
    RunEvent[] events =
        Stream.concat(
                IntStream.range(0, runs)
                    .mapToObj(n -> ToldRun.of("past", name + n, "past", 1))
                    .flatMap(run -> Stream.of(run.started(), run.cancelled())),
                Stream.of(last.started()))
            .toArray(RunEvent[]::new);
    long start = System.nanoTime();
    installation.tell(events);
    awaitReady(last);
    return System.nanoTime() - start;
  }

  private void awaitReady(ToldRun run) throws Exception {
    installation.await(
        workTopic(),
        record ->
            record instanceof StageReady ready && WorkCodec.item(ready).run().equals(run.run()));
  }

  /** The runs of all work that was handed out, in order. */
  private List<String> ready() {
    return installation.records(workTopic()).stream()
        .map(record -> WorkCodec.item((StageReady) record).run().key())
        .toList();
  }

  private String workTopic() {
    return installation.kafka().topics().work(ToldRun.POOL);
  }

  private Coordination runs(String service, Path state) {
    return Coordination.start(installation.kafka(), service, Duties.RUNS, ANY, state);
  }

  private Coordination pool(String service) {
    return Coordination.start(
        installation.kafka(),
        service,
        Duties.ofPools(Set.of(ToldRun.POOL)),
        new Revisions((_, _) -> Optional.empty()),
        home.resolve("state"));
  }
}
