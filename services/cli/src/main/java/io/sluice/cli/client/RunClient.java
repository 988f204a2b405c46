package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.cli.history.PublishedVersions;
import io.sluice.cli.history.RunEvents;
import io.sluice.cli.history.RunViews;
import io.sluice.cli.view.RunView;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunFold;
import io.sluice.engine.run.RunPhase;
import io.sluice.engine.run.RunState;
import io.sluice.engine.trigger.RunRequest;
import io.sluice.schemas.AuditRecorded;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TailReader;
import io.sluice.wire.codec.AuditOutcome;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.work.files.FileWords;
import io.sluice.work.flowfiles.InputFiles;
import io.sluice.work.storage.Storage;
import io.sluice.work.store.ArtefactStore;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Asks an installation for a run and follows it on the log. */
public final class RunClient {

  /** It takes files in and makes no artefacts. */
  private static final String NO_VERSION = "";

  private final KafkaConnection kafka;
  private final Storage storage;
  private @Nullable ArtefactStore store;

  public RunClient(KafkaConnection kafka, Storage storage) {
    this.kafka = kafka;
    this.storage = storage;
  }

  /**
   * Runs and waits for the end.
   *
   * @param progress called after each event, from one thread
   * @throws Refusal when the installation refuses the request
   */
  public RunView run(PreparedRun prepared, Consumer<RunView> progress) {
    try {
      RunRequest request = request(prepared);
      PublishedVersions published = new PublishedVersions(storage.published());
      RunViews views = new RunViews(published, new DeclaredFiles(prepared.flow(), published));
      Following following = new Following(request, views, progress);
      try (TailReader events = tail(kafka.topics().events(), following::event);
          TailReader audit = tail(kafka.topics().audit(), following::audit)) {
        prepared.publish(kafka);
        new EventWriter(kafka).trigger(request.flow(), TriggerCodec.record(request)).get();
        return following.answer.await(Answer.LIMIT, "The request stays on the topic.");
      }
    } catch (IOException e) {
      throw Refusal.failed(
          "The input files cannot be taken into the store: %s.".formatted(FileWords.of(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted; the run goes on if the installation is up.");
    } catch (ExecutionException e) {
      throw NoAnswer.of(e, kafka);
    }
  }

  private TailReader tail(String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    return TailReader.fromEnd(kafka, topic, reader);
  }

  private synchronized ArtefactStore store() throws IOException {
    if (store == null) {
      store = storage.artefacts(NO_VERSION);
    }
    return store;
  }

  private RunRequest request(PreparedRun prepared) throws IOException {
    return new RunRequest(
        prepared.flow().name(),
        prepared.flow().revision(),
        prepared.prepared().referencesHash(),
        prepared.subject(),
        prepared.parameters(),
        InputFiles.take(prepared.flow(), prepared.input(), prepared.subject(), store()),
        Origin.request(UUID.randomUUID().toString()).withLabels(prepared.labels()),
        Person.name(),
        prepared.now());
  }

  /** Folds the events of one run. */
  private final class Following {

    private final RunRequest request;
    private final RunViews views;
    private final Consumer<RunView> progress;
    private final Answer<RunView> answer = new Answer<>();
    private @Nullable RunState state;

    private Following(RunRequest request, RunViews views, Consumer<RunView> progress) {
      this.request = request;
      this.views = views;
      this.progress = progress;
    }

    private void event(ConsumerRecord<String, byte[]> record) {
      if (request.run().key().equals(record.key())) {
        RunEvents.read(kafka.codec(), record).ifPresent(this::follow);
      }
    }

    private void follow(RunEvent event) {
      try {
        fold(event);
      } catch (RuntimeException e) {
        answer.refuse(Refusal.failed("The run goes on, but it cannot be shown: " + e.getMessage()));
      }
    }

    private void fold(RunEvent event) {
      if (state == null) {
        state = event instanceof RunEvent.Started started ? RunFold.begin(started) : null;
      } else {
        state = RunFold.evolve(state, event).state();
      }
      if (state != null) {
        show(views.of(state), state.phase() instanceof RunPhase.Ended);
      }
    }

    private void show(RunView view, boolean over) {
      answer.live();
      progress.accept(view);
      if (over) {
        answer.end(view);
      }
    }

    private void audit(ConsumerRecord<String, byte[]> record) {
      try {
        if (kafka.codec().read(record.topic(), record.value()) instanceof AuditRecorded audit
            && audit.getId().equals(request.id())
            && AuditOutcome.REFUSED.isOf(audit)) {
          answer.refuse(Refusal.usage(audit.getReason()));
        }
      } catch (SerializationException e) {
        // whatever it is, it is no answer to this request
      }
    }
  }
}
