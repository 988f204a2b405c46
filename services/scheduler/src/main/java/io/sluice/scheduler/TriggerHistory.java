package io.sluice.scheduler;

import io.sluice.engine.schedule.ScheduleKey;
import io.sluice.engine.schedule.Watermarks;
import io.sluice.engine.trigger.Tick;
import io.sluice.schemas.ScheduleSeen;
import io.sluice.schemas.ScheduleTicked;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.TriggerCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all schedulers told until now, read from the triggers topic. Thread-safe. */
final class TriggerHistory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TriggerHistory.class);

  private final KafkaConnection kafka;
  private final Runnable sighted;
  private final Watermarks watermarks = new Watermarks();
  private final TailReader reader;

  /**
   * @param sighted called when a schedule was seen, by whomever
   */
  TriggerHistory(KafkaConnection kafka, Runnable sighted) {
    this.kafka = kafka;
    this.sighted = sighted;
    this.reader = TailReader.fromStart(kafka, kafka.topics().triggers(), this::read);
  }

  /**
   * Waits until all was read that was there at the start; false when nothing more was read within
   * the limit.
   */
  boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return reader.awaitCaughtUp(limit);
  }

  /** Asks the watermarks, which change for nobody meanwhile. */
  <T> T ask(Function<Watermarks, T> question) {
    synchronized (watermarks) {
      return question.apply(watermarks);
    }
  }

  /** Notes ticks that are on the log already. */
  void told(Collection<Tick> ticks) {
    synchronized (watermarks) {
      ticks.forEach(this::note);
    }
  }

  private void note(Tick tick) {
    watermarks.ticked(new ScheduleKey(tick.flow(), tick.schedule()), tick.planned());
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    try {
      read(kafka.codec().read(record.topic(), record.value()));
    } catch (SerializationException | IllegalArgumentException e) {
      // runs puts it aside
      LOG.atDebug()
          .addKeyValue("offset", record.offset())
          .addKeyValue("cause", e.getMessage())
          .log("A trigger cannot be read");
    }
  }

  private void read(SpecificRecord trigger) {
    switch (trigger) {
      case ScheduleTicked ticked -> told(List.of(TriggerCodec.tick(ticked)));
      case ScheduleSeen seen -> {
        synchronized (watermarks) {
          watermarks.seen(TriggerCodec.sighting(seen));
        }
        sighted.run();
      }
      default -> {
        // another kind of trigger
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
