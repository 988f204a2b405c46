package io.sluice.cli.flows;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.Arrival;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.work.store.ArtefactStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Tells of files as the intake does, without waiting for folders. */
record Deliveries(KafkaConnection kafka, ArtefactStore store, Path folder) {

  /** A file that came for a period. */
  void tell(Flow flow, String period, long version, String text, Instant at) throws Exception {
    String input = flow.inputs().getFirst().name();
    Path file = folder.resolve("%s-%s-%d.csv".formatted(input, period, version));
    Files.writeString(file, text);
    tell(flow, period, version, file, at);
  }

  /** A file that came for a period, of the flow's usual slice. */
  void tell(Flow flow, String period, long version, Path file, Instant at) throws Exception {
    String input = flow.inputs().getFirst().name();
    InputFile taken = store.take(file, String.valueOf(file.getFileName()));
    RunSubject subject =
        RunSubject.of(
            flow.sliceOf(Map.of()),
            Period.parse(flow.period().every(), period),
            flow.period().timezone());
    Arrival arrival =
        new Arrival(flow.name(), subject, input, version, taken, "test", at, flow.revision());
    new EventWriter(kafka).trigger(flow.name(), TriggerCodec.record(arrival)).get();
  }
}
