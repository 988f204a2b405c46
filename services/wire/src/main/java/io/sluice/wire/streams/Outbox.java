package io.sluice.wire.streams;

import io.sluice.engine.run.Outgoing;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.AuditRecorded;
import io.sluice.wire.codec.EventWriting;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.ResultCodec;
import io.sluice.wire.codec.WorkCodec;
import io.sluice.wire.deadletter.DeadLetter;
import io.sluice.wire.deadletter.DeadLetters;
import io.sluice.wire.topics.TopicNames;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Writes what reactors want written, each to the topic of its role. */
final class Outbox {

  private final ProcessorContext<String, Outbound> context;
  private final RecordCodec codec;
  private final TopicNames topics;

  Outbox(ProcessorContext<String, Outbound> context, RecordCodec codec, TopicNames topics) {
    this.context = context;
    this.codec = codec;
    this.topics = topics;
  }

  void write(List<Outgoing> outgoing) {
    outgoing.forEach(this::write);
  }

  void write(Outgoing outgoing) {
    switch (outgoing) {
      case Outgoing.Emit emit ->
          send(topics.events(), emit.event().run(), EventWriting.record(emit.event()));
      case Outgoing.DispatchStage dispatch ->
          send(
              topics.work(dispatch.item().stage().pool()),
              dispatch.item().run(),
              WorkCodec.record(dispatch.item()));
      case Outgoing.DispatchCheck dispatch ->
          send(topics.checks(), dispatch.item().run(), WorkCodec.record(dispatch.item()));
      case Outgoing.Release release ->
          send(
              topics.results(),
              release.result().subject().resultKey(release.result().run().flow()),
              release.result().run().flow(),
              ResultCodec.record(release.result()));
    }
  }

  /** Tells who asked that it will not be, and why. */
  void refuse(String action, RunRef run, String id, String principal, String reason, Instant now) {
    send(
        topics.audit(),
        principal,
        run.flow(),
        new AuditRecorded(id, principal, action, run.key(), "refused", reason, now));
  }

  void refuse(RunRequest request, List<String> problems, Instant now) {
    String reason = String.join("; ", problems);
    refuse("start", request.run(), request.id(), request.requestedBy(), reason, now);
  }

  /** Puts a record aside that nobody can use. */
  void deadLetter(DeadLetter letter) {
    ProducerRecord<String, byte @Nullable []> record =
        DeadLetters.record(topics.deadLetters(), letter);
    Outbound outbound = new Outbound(record.topic(), "", record.value());
    context.forward(
        new Record<>(letter.topic(), outbound, context.currentSystemTimeMs(), record.headers()));
  }

  private void send(String topic, RunRef run, SpecificRecord record) {
    send(topic, run.key(), run.flow(), record);
  }

  private void send(String topic, String key, String flow, SpecificRecord record) {
    forward(key, new Outbound(topic, flow, codec.write(topic, record)));
  }

  private void forward(String key, Outbound outbound) {
    context.forward(new Record<>(key, outbound, context.currentSystemTimeMs()));
  }
}
