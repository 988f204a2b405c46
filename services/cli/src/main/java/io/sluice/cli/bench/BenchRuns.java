package io.sluice.cli.bench;

import io.sluice.cli.RunOrder;
import io.sluice.cli.bench.BenchRun.Times;
import io.sluice.cli.client.PreparedRun;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.standalone.Standalone;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.EventReading;
import io.sluice.wire.codec.TriggerCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Asks for runs by trigger, as anybody would, and follows them on the log. */
final class BenchRuns implements AutoCloseable {

  private static final long LIMIT_SECONDS = 120;

  private final Standalone standalone;
  private final KafkaConnection kafka;
  private final TailReader tail;
  private final Map<String, BenchRun> runs = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong();

  BenchRuns(Standalone standalone) {
    this.standalone = standalone;
    this.kafka = standalone.kafka();
    this.tail = TailReader.fromEnd(kafka, kafka.topics().events(), this::read);
  }

  /** A flow that the installation knows. */
  record Known(PreparedRun prepared, Map<String, List<InputFile>> inputs) {}

  /** Tells the installation of a flow, with its input files. */
  Known publish(Path flow, Map<String, List<InputFile>> inputs)
      throws InterruptedException, ExecutionException {
    RunOrder order = new RunOrder(flow, Optional.empty(), Optional.empty(), Map.of());
    PreparedRun prepared = PreparedRun.of(order, standalone.workbench().inspector(), Instant.now());
    prepared.publish(kafka);
    return new Known(prepared, inputs);
  }

  /** Runs one after the other. */
  List<Times> sequence(Known flow, int count)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Times> times = new ArrayList<>();
    for (int run = 0; run < count; run++) {
      times.add(await(submit(flow, numbered(flow))));
    }
    return times;
  }

  /** Runs all at once; the answer is the time to the end of the last, in nanoseconds. */
  long burst(Known flow, int count)
      throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    List<BenchRun> submitted = new ArrayList<>();
    for (int run = 0; run < count; run++) {
      submitted.add(submit(flow, numbered(flow)));
    }
    for (BenchRun run : submitted) {
      await(run);
    }
    return System.nanoTime() - start;
  }

  private Map<String, String> numbered(Known flow) {
    boolean takesNumber =
        flow.prepared().flow().parameters().stream().anyMatch(p -> p.name().equals("n"));
    return takesNumber ? Map.of("n", Long.toString(number.incrementAndGet())) : Map.of();
  }

  private BenchRun submit(Known known, Map<String, String> parameters) {
    PreparedRun prepared = known.prepared();
    RunRequest request =
        new RunRequest(
            prepared.flow().name(),
            prepared.flow().revision(),
            prepared.prepared().referencesHash(),
            prepared.subject(),
            parameters,
            known.inputs(),
            Origin.request(UUID.randomUUID().toString()),
            "bench",
            Instant.now());
    BenchRun run = new BenchRun();
    runs.put(request.run().key(), run);
    new EventWriter(kafka).trigger(request.flow(), TriggerCodec.record(request));
    return run;
  }

  private static Times await(BenchRun run)
      throws InterruptedException, ExecutionException, TimeoutException {
    return run.end().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    long nanos = System.nanoTime();
    BenchRun run = runs.get(record.key());
    if (run == null) {
      return;
    }
    RunEvent event = EventReading.event(kafka.codec().read(record.topic(), record.value()));
    run.read(event, nanos);
    if (event.endsRun()) {
      runs.remove(record.key());
    }
  }

  @Override
  public void close() {
    tail.close();
  }
}
