package io.sluice.wire.codec;

import static io.sluice.wire.codec.AvroBasics.key;
import static io.sluice.wire.codec.AvroBasics.list;
import static io.sluice.wire.codec.AvroBasics.run;

import io.sluice.engine.run.CheckItem;
import io.sluice.engine.run.StageInput;
import io.sluice.engine.run.StageItem;
import io.sluice.schemas.CheckKind;
import io.sluice.schemas.CheckReady;
import io.sluice.schemas.StageReady;
import java.util.List;
import java.util.UUID;

/** Work items as Avro records, and back. */
public final class WorkCodec {

  private WorkCodec() {}

  /** The Avro record of a stage's work. */
  public static StageReady record(StageItem item) {
    return new StageReady(
        UUID.fromString(item.id()),
        key(item.run()),
        AvroBasics.subject(item.subject()),
        item.revision(),
        AvroPlans.stage(item.stage()),
        "",
        item.attempt(),
        inputs(item.inputs()),
        list(item.files(), AvroBasics::file),
        item.parameters(),
        item.version());
  }

  /** A stage's work. */
  public static StageItem item(StageReady ready) {
    return new StageItem(
        ready.getId().toString(),
        run(ready.getRun()),
        AvroBasics.subject(ready.getSubject()),
        ready.getRevision(),
        AvroPlans.stage(ready.getStage()),
        ready.getAttempt(),
        inputs(ready.getRun().getFlow(), ready.getInputs()),
        list(ready.getFiles(), AvroBasics::file),
        ready.getParameters(),
        ready.getVersion());
  }

  /** The Avro record of validation's work. */
  public static CheckReady record(CheckItem item) {
    return new CheckReady(
        UUID.fromString(item.id()),
        key(item.run()),
        AvroBasics.subject(item.subject()),
        item.revision(),
        CheckKind.valueOf(item.kind().name()),
        item.target(),
        inputs(item.inputs()),
        item.parameters(),
        AvroBasics.decimals(item.figures()),
        AvroBasics.decimals(item.references()),
        AvroBasics.decimals(item.baseline()),
        item.inputFailure());
  }

  /** Validation's work. */
  public static CheckItem item(CheckReady ready) {
    return new CheckItem(
        ready.getId().toString(),
        run(ready.getRun()),
        AvroBasics.subject(ready.getSubject()),
        ready.getRevision(),
        CheckItem.Kind.valueOf(ready.getKind().name()),
        ready.getTarget(),
        inputs(ready.getRun().getFlow(), ready.getInputs()),
        ready.getParameters(),
        AvroBasics.plains(ready.getFigures()),
        AvroBasics.plains(ready.getReferences()),
        AvroBasics.plains(ready.getBaseline()),
        ready.getInputFailure());
  }

  private static List<io.sluice.schemas.StageInput> inputs(List<StageInput> inputs) {
    return list(
        inputs,
        input ->
            new io.sluice.schemas.StageInput(
                input.alias(),
                input.output(),
                input.attempt(),
                AvroArtefacts.artefact(input.artefact())));
  }

  private static List<StageInput> inputs(String flow, List<io.sluice.schemas.StageInput> inputs) {
    return list(
        inputs,
        input ->
            new StageInput(
                input.getAlias(),
                input.getOutput(),
                input.getAttempt(),
                AvroArtefacts.ref(flow, input.getArtefact())));
  }
}
