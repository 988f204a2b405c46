package io.sluice.cli.distributed;

import io.sluice.cli.RunOrder;
import io.sluice.cli.client.PreparedRun;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunEvent.StageCompleted;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.work.duckdb.DuckDbSqlInspector;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps some runs of a flow open, each of a slice of its own, and follows them on the log. */
public final class Load implements AutoCloseable {

  private static final long LIMIT_SECONDS = 120;

  private final KafkaConnection kafka;
  private final PreparedRun prepared;
  private final String slice;
  private final TailReader tail;
  private final Map<String, CompletableFuture<RunEvent>> runs = new ConcurrentHashMap<>();
  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final Queue<StageCompleted> completed = new ConcurrentLinkedQueue<>();
  private volatile boolean going;

  private record Watch(Predicate<RunEvent> wanted, CompletableFuture<Seen> found) {}

  /**
   * An event.
   *
   * @param nanos when it was read, by {@link System#nanoTime}
   */
  public record Seen(RunEvent event, long nanos) {}

  /**
   * @param flow the folder of a flow whose slice is one parameter
   */
  public Load(KafkaConnection kafka, Path flow) throws Exception {
    this.kafka = kafka;
    try (DuckDbSqlInspector inspector = new DuckDbSqlInspector()) {
      RunOrder order = new RunOrder(flow, Optional.of(flow), Optional.empty(), Map.of());
      this.prepared = PreparedRun.of(order, inspector, Instant.now());
    }
    this.slice = prepared.flow().rules().slice().getFirst();
    prepared.publish(kafka);
    this.tail = TailReader.fromEnd(kafka, kafka.topics().events(), this::read);
  }

  /** Keeps that many runs open from now on. */
  public void keepOpen(int count) {
    going = true;
    for (int run = 0; run < count; run++) {
      submit();
    }
  }

  /** Begins no more runs, and waits until all are over; their last events in no order. */
  public List<RunEvent> finish() throws InterruptedException, ExecutionException, TimeoutException {
    going = false;
    CompletableFuture.allOf(runs.values().toArray(CompletableFuture[]::new))
        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    return runs.values().stream().map(CompletableFuture::join).toList();
  }

  /** Begins a number of runs at once and waits for their ends; the answer is in nanoseconds. */
  public long burst(int count) throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    for (int run = 0; run < count; run++) {
      submit();
    }
    finish();
    return System.nanoTime() - start;
  }

  /** The stages completed since this was asked last. */
  public List<StageCompleted> takeCompleted() {
    List<StageCompleted> taken = new ArrayList<>();
    for (StageCompleted next = completed.poll(); next != null; next = completed.poll()) {
      taken.add(next);
    }
    return taken;
  }

  /** The next event of a kind, from now on. */
  public CompletableFuture<Seen> next(Predicate<RunEvent> wanted) {
    Watch watch = new Watch(wanted, new CompletableFuture<>());
    watches.add(watch);
    return watch.found.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private void submit() {
    Map<String, String> parameters = Map.of(slice, Integer.toString(number.incrementAndGet()));
    RunSubject subject =
        RunSubject.of(
            prepared.flow().sliceOf(parameters),
            prepared.period(),
            prepared.flow().period().timezone());
    RunRequest request =
        new RunRequest(
            prepared.flow().name(),
            prepared.flow().revision(),
            prepared.prepared().referencesHash(),
            subject,
            parameters,
            Map.of(),
            Origin.request(UUID.randomUUID().toString()),
            "load",
            Instant.now());
    runs.put(request.run().key(), new CompletableFuture<>());
    new EventWriter(kafka).trigger(request.flow(), TriggerCodec.record(request));
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    CompletableFuture<RunEvent> run = runs.get(record.key());
    if (run == null) {
      return;
    }
    RunEvent event = EventReading.event(kafka.codec().read(record.topic(), record.value()));
    Seen seen = new Seen(event, System.nanoTime());
    if (event instanceof StageCompleted stage) {
      completed.add(stage);
    }
    for (Watch watch : watches) {
      if (watch.wanted.test(event)) {
        watches.remove(watch);
        watch.found.complete(seen);
      }
    }
    if (event.endsRun() && run.complete(event) && going) {
      submit();
    }
  }

  @Override
  public void close() {
    tail.close();
  }
}
