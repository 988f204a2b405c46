package io.sluice.wire.streams;

import io.sluice.engine.backfill.Backfill;
import io.sluice.engine.backfill.BackfillSummary;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.Outgoing;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.trigger.Arrival;
import io.sluice.engine.trigger.PendingTrigger;
import io.sluice.engine.trigger.SetAside;
import io.sluice.schemas.AuditRecorded;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.OriginKind;
import io.sluice.schemas.RunKey;
import io.sluice.schemas.TriggerRefused;
import io.sluice.wire.codec.AuditOutcome;
import io.sluice.wire.codec.BackfillCodec;
import io.sluice.wire.codec.EventWriting;
import io.sluice.wire.codec.RecordCodec;
import io.sluice.wire.codec.ResultCodec;
import io.sluice.wire.codec.WorkCodec;
import io.sluice.wire.deadletter.DeadLetter;
import io.sluice.wire.deadletter.DeadLetters;
import io.sluice.wire.registry.RegistryRefusedException;
import io.sluice.wire.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what reactors want written, each to the topic of its role. */
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** A request to a broker holds 1 MiB, key and headers and all. */
  private static final int MAX_BYTES = 1_000_000;

  private static final int MAX_REASON_CHARS = 10_000;

  private final ProcessorContext<String, Outbound> context;
  private final RecordCodec codec;
  private final TopicNames topics;

  Outbox(ProcessorContext<String, Outbound> context, RecordCodec codec, TopicNames topics) {
    this.context = context;
    this.codec = codec;
    this.topics = topics;
  }

  /** Writes all of it; of work that cannot be handed out it tells that instead. */
  void write(List<Outgoing> outgoing) {
    outgoing.forEach(this::writeOrTell);
  }

  private void writeOrTell(Outgoing outgoing) {
    try {
      write(outgoing);
    } catch (UnwritableException e) {
      LOG.atError().setCause(e).log("What a run has to say cannot be written");
      Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
      outgoing
          .notHandedOut(String.valueOf(e.getMessage()), now)
          .map(Outgoing.Emit::new)
          .ifPresent(this::write);
    }
  }

  /**
   * Writes one thing.
   *
   * @throws UnwritableException if it never can be; nothing was written then
   */
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
    audit(action, run.flow(), run.key(), id, principal, AuditOutcome.REFUSED, reason, now);
  }

  /** Tells who asked that it will be. */
  void accept(String action, RunRef run, String id, String principal, Instant now) {
    audit(action, run.flow(), run.key(), id, principal, AuditOutcome.ACCEPTED, "", now);
  }

  /** Tells that a trigger becomes no run, and why. */
  void refuseStart(
      PendingTrigger trigger, String key, String id, String principal, String reason, Instant now) {
    String flow = trigger.flow();
    OriginKind kind = OriginKind.valueOf(trigger.kind().name());
    String told = shortened(reason);
    send(topics.events(), key, flow, new TriggerRefused(flow, key, kind, told, now));
    audit("start", flow, key, id, principal, AuditOutcome.REFUSED, told, now);
  }

  /** Tells what became of an arrival that no run will be of. */
  void setAside(SetAside aside, Instant now) {
    Arrival arrival = aside.arrival();
    AuditOutcome outcome =
        switch (aside.reason()) {
          case RECOGNISED -> AuditOutcome.RECOGNISED;
          case OVERTAKEN -> AuditOutcome.OVERTAKEN;
        };
    audit(
        "arrive",
        arrival.flow(),
        arrival.key(),
        arrival.id(),
        arrival.source(),
        outcome,
        aside.words(),
        now);
  }

  private void audit(
      String action,
      String flow,
      String subject,
      String id,
      String principal,
      AuditOutcome outcome,
      String reason,
      Instant now) {
    if (outcome != AuditOutcome.ACCEPTED) {
      LOG.atInfo()
          .addKeyValue("asked", action)
          .addKeyValue("about", subject)
          .addKeyValue("by", principal)
          .addKeyValue("outcome", outcome.word())
          .addKeyValue("reason", reason)
          .log("Nothing comes of what was asked");
    }
    String who = shortened(principal);
    send(
        topics.audit(),
        who,
        flow,
        new AuditRecorded(
            shortened(id), who, action, shortened(subject), outcome.word(), reason, now));
  }

  /** Tells what came of a backfill. */
  void complete(Backfill backfill, BackfillSummary summary, Instant now) {
    send(
        topics.events(),
        backfill.key(),
        backfill.flow(),
        BackfillCodec.record(backfill, summary, now));
  }

  /** Asks for the cancellation of a run; the same again has the same id. */
  void cancel(RunRef run, String principal, String reason, Instant now) {
    String id = Ids.of("cancel", run.key(), principal);
    RunKey key = new RunKey(run.flow(), UUID.fromString(run.run()));
    send(
        topics.triggers(),
        run.flow(),
        run.flow(),
        new CancelRequested(UUID.fromString(id), key, principal, reason, now));
  }

  /** Puts a record aside that nobody can use. */
  void deadLetter(DeadLetter letter) {
    ProducerRecord<String, byte @Nullable []> record =
        DeadLetters.record(topics.deadLetters(), letter);
    Outbound outbound = new Outbound(record.topic(), "", record.value());
    context.forward(
        new Record<>(letter.topic(), outbound, context.currentSystemTimeMs(), record.headers()));
    DeadLetters.log(letter);
  }

  private void send(String topic, RunRef run, SpecificRecord record) {
    send(topic, run.key(), run.flow(), record);
  }

  private void send(String topic, String key, String flow, SpecificRecord record) {
    byte[] bytes = bytes(topic, record);
    int size = key.getBytes(StandardCharsets.UTF_8).length + bytes.length;
    if (size > MAX_BYTES) {
      throw new UnwritableException(
          "a %s of %d bytes is more than the %d that fit into a record"
              .formatted(record.getSchema().getName(), size, MAX_BYTES));
    }
    forward(key, new Outbound(topic, flow, bytes));
  }

  /** A registry that refuses is in the way of all records, and none is to blame. */
  private byte[] bytes(String topic, SpecificRecord record) {
    try {
      return codec.write(topic, record);
    } catch (RegistryRefusedException e) {
      throw new IllegalStateException(e);
    } catch (SerializationException e) {
      throw new UnwritableException(e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_REASON_CHARS ? text : text.substring(0, MAX_REASON_CHARS) + " …";
  }

  private void forward(String key, Outbound outbound) {
    context.forward(new Record<>(key, outbound, context.currentSystemTimeMs()));
  }
}
