package io.sluice.intake;

import io.sluice.engine.intake.Recognition;
import io.sluice.engine.intake.Recognition.OfName;
import io.sluice.engine.run.Ids;
import io.sluice.engine.trigger.Arrival;
import io.sluice.schemas.AuditRecorded;
import io.sluice.schemas.FileArrived;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.AuditOutcome;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.deadletter.DeadLetter;
import io.sluice.wire.deadletter.DeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Knows the latest arrival of each input, which it reads from the triggers topic, and tells of new
 * ones. Thread-safe.
 */
final class ArrivalDesk implements AutoCloseable {

  private final KafkaConnection kafka;
  private final EventWriter writer;
  private final InstantSource clock;
  private final boolean filesStay;
  private final Map<String, Arrival> latest = new HashMap<>();
  private final Map<String, Arrival> latestOfName = new HashMap<>();
  private final TailReader reader;

  /**
   * Begins to read.
   *
   * @param filesStay whether a file that was taken lies there still, so that it is no new version
   *     after another file became one
   */
  ArrivalDesk(KafkaConnection kafka, boolean filesStay, InstantSource clock) {
    this.kafka = kafka;
    this.writer = new EventWriter(kafka);
    this.filesStay = filesStay;
    this.clock = clock;
    this.reader = TailReader.fromStart(kafka, kafka.topics().triggers(), this::read);
  }

  /**
   * Waits until it knows all that was told before it began; false when nothing more was read within
   * the limit.
   */
  boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return reader.awaitCaughtUp(limit);
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    try {
      if (kafka.codec().read(record.topic(), record.value()) instanceof FileArrived arrived) {
        fold(TriggerCodec.arrival(arrived));
      }
    } catch (SerializationException e) {
      // runs puts it aside: it is no arrival of anybody
      return;
    }
  }

  private synchronized void fold(Arrival arrival) {
    Arrival before = latest.get(arrival.key());
    if (before == null || arrival.replaces(before)) {
      latest.put(arrival.key(), arrival);
    }
    if (filesStay) {
      latestOfName.merge(
          ofName(arrival.key(), arrival.file().name()),
          arrival,
          (known, next) -> next.replaces(known) ? next : known);
    }
  }

  private static String ofName(String key, String name) {
    return key + "/" + name;
  }

  /**
   * Tells of those files that are new, in their order, and returns when all are on the log. No two
   * of them may be for one input, slice and period.
   *
   * @throws NotToldException when Kafka does not take them; some may have been told
   */
  synchronized List<Recognition> tell(List<Offer> offers)
      throws InterruptedException, NotToldException {
    List<Recognition> recognitions = offers.stream().map(this::recognise).toList();
    List<Future<?>> sent = new ArrayList<>();
    for (int i = 0; i < offers.size(); i++) {
      sent.addAll(send(offers.get(i), recognitions.get(i)));
    }
    for (Future<?> each : sent) {
      await(each);
    }
    for (Recognition recognition : recognitions) {
      switch (recognition) {
        case Recognition.New(Arrival arrival) -> fold(arrival);
        case Recognition.Named(Arrival arrival, _) -> fold(arrival);
        case Recognition.Known _ -> {
          // it is folded already
        }
      }
    }
    return recognitions;
  }

  private Recognition recognise(Offer offer) {
    String key = offer.to().key();
    return Recognition.of(
        offer.to(),
        offer.file(),
        offer.source(),
        Optional.ofNullable(latest.get(key)),
        ofName(key, offer),
        now());
  }

  private OfName ofName(String key, Offer offer) {
    if (!filesStay) {
      return new OfName.NotKept();
    }
    Arrival last = latestOfName.get(ofName(key, offer.file().name()));
    return last == null ? new OfName.None() : new OfName.Last(last);
  }

  private List<Future<?>> send(Offer offer, Recognition recognition) {
    return switch (recognition) {
      case Recognition.New(Arrival arrival) -> List.of(arrived(arrival));
      case Recognition.Known(Arrival arrival) -> List.of(recognised(offer, arrival));
      case Recognition.Named(Arrival arrival, Arrival known) ->
          List.of(recognised(offer, known), arrived(arrival));
    };
  }

  private Future<?> arrived(Arrival arrival) {
    return writer.trigger(arrival.flow(), TriggerCodec.record(arrival));
  }

  private Future<?> recognised(Offer offer, Arrival known) {
    return audit(
        known.id(),
        offer.source(),
        known.key(),
        AuditOutcome.RECOGNISED,
        "%s has the bytes of version %d, %s"
            .formatted(offer.file().name(), known.version(), known.file().name()));
  }

  /**
   * Tells that something is no arrival, and why.
   *
   * @param subject what it is, as people know it
   */
  void refuse(String subject, String source, String reason)
      throws InterruptedException, NotToldException {
    await(
        audit(Ids.of("refused", subject, reason), source, subject, AuditOutcome.REJECTED, reason));
  }

  /** Puts aside what could be left nowhere else. */
  void deadLetter(DeadLetter letter) throws InterruptedException, NotToldException {
    await(kafka.producer().send(DeadLetters.record(kafka.topics().deadLetters(), letter)));
  }

  private Future<?> audit(
      String id, String source, String subject, AuditOutcome outcome, String reason) {
    String topic = kafka.topics().audit();
    AuditRecorded record =
        new AuditRecorded(id, source, "arrive", subject, outcome.word(), reason, now());
    return kafka
        .producer()
        .send(new ProducerRecord<>(topic, source, kafka.codec().write(topic, record)));
  }

  private static void await(Future<?> sent) throws InterruptedException, NotToldException {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new NotToldException(e.getCause() == null ? e : e.getCause());
    }
  }

  private Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    reader.close();
  }
}
