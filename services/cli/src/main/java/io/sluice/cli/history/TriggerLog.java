package io.sluice.cli.history;

import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.trigger.Arrival;
import io.sluice.schemas.BackfillRequested;
import io.sluice.schemas.FileArrived;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicScan;
import io.sluice.wire.codec.BackfillCodec;
import io.sluice.wire.codec.TriggerCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** What the triggers topic tells. Each question is one pass. */
public final class TriggerLog {

  private final KafkaConnection kafka;

  public TriggerLog(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** Reads every trigger with its place; what is none is left out. */
  public void read(Consumer<Told> reader) {
    TopicScan.read(
        kafka,
        kafka.topics().triggers(),
        record -> trigger(record).ifPresent(it -> reader.accept(new Told(record, it))));
  }

  /** A trigger and the record that told of it. */
  public record Told(ConsumerRecord<String, byte[]> record, SpecificRecord trigger) {}

  private Optional<SpecificRecord> trigger(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.of(kafka.codec().read(record.topic(), record.value()));
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }

  /** What arrived for a flow, in the order of the log. */
  public List<Arrival> arrivals(String flow) {
    List<Arrival> arrivals = new ArrayList<>();
    read(
        told -> {
          if (told.trigger() instanceof FileArrived arrived && arrived.getFlow().equals(flow)) {
            arrivals.add(TriggerCodec.arrival(arrived));
          }
        });
    return arrivals;
  }

  /** The backfills whose id begins so. */
  public List<Backfill> backfills(String prefix) {
    List<Backfill> backfills = new ArrayList<>();
    read(
        told -> {
          if (told.trigger() instanceof BackfillRequested asked
              && asked.getId().toString().startsWith(prefix)) {
            backfills.add(BackfillCodec.backfill(asked));
          }
        });
    return backfills;
  }
}
