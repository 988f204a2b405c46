package io.sluice.wire.codec;

import static io.sluice.wire.codec.AvroBasics.key;
import static io.sluice.wire.codec.AvroBasics.list;
import static io.sluice.wire.codec.AvroBasics.run;

import io.sluice.engine.flow.Check;
import io.sluice.engine.run.RunResult;
import io.sluice.schemas.CheckOutcome;
import io.sluice.schemas.CheckStatus;
import io.sluice.schemas.FigureValue;
import io.sluice.schemas.ResultPublished;
import io.sluice.schemas.ResultRejected;
import io.sluice.schemas.Severity;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Results as Avro records, and back. */
public final class ResultCodec {

  private ResultCodec() {}

  /** The Avro record of a result. */
  public static SpecificRecord record(RunResult result) {
    return switch (result) {
      case RunResult.Published published -> published(published);
      case RunResult.Rejected rejected ->
          new ResultRejected(
              UUID.fromString(rejected.id()),
              key(rejected.run()),
              AvroBasics.subject(rejected.subject()),
              rejected.at(),
              rejected.revision(),
              list(rejected.figures(), ResultCodec::figure),
              list(rejected.checks(), ResultCodec::check));
    };
  }

  private static ResultPublished published(RunResult.Published published) {
    return new ResultPublished(
        UUID.fromString(published.id()),
        key(published.run()),
        AvroBasics.subject(published.subject()),
        published.at(),
        published.ordinal(),
        published.revision(),
        published.version(),
        published.supersedes(),
        AvroArtefacts.delivered(published.files()),
        list(published.figures(), ResultCodec::figure),
        list(published.checks(), ResultCodec::check),
        AvroBasics.inputs(published.inputs()));
  }

  /**
   * The result of an Avro record.
   *
   * @throws IllegalArgumentException if the record is no result
   */
  public static RunResult result(SpecificRecord record) {
    return switch (record) {
      case ResultPublished r -> published(r);
      case ResultRejected r ->
          new RunResult.Rejected(
              r.getId().toString(),
              run(r.getRun()),
              AvroBasics.subject(r.getSubject()),
              r.getAt(),
              r.getRevision(),
              list(r.getFigures(), ResultCodec::figure),
              list(r.getChecks(), ResultCodec::check));
      case SpecificRecord other ->
          throw new IllegalArgumentException(
              "Expected a result but found a " + other.getSchema().getFullName());
    };
  }

  private static RunResult.Published published(ResultPublished r) {
    return new RunResult.Published(
        r.getId().toString(),
        run(r.getRun()),
        AvroBasics.subject(r.getSubject()),
        r.getAt(),
        r.getOrdinal(),
        r.getRevision(),
        r.getVersion(),
        r.getSupersedes(),
        AvroArtefacts.deliveredFiles(r.getFiles()),
        list(r.getFigures(), ResultCodec::figure),
        list(r.getChecks(), ResultCodec::check),
        AvroBasics.files(r.getInputs()));
  }

  private static FigureValue figure(RunResult.FigureValue figure) {
    return new FigureValue(
        figure.name(), figure.label(), AvroBasics.decimal(figure.value()), figure.unit());
  }

  private static RunResult.FigureValue figure(FigureValue figure) {
    return new RunResult.FigureValue(
        figure.getName(), figure.getLabel(), AvroBasics.plain(figure.getValue()), figure.getUnit());
  }

  private static CheckOutcome check(RunResult.CheckOutcome check) {
    return new CheckOutcome(
        check.check(),
        check.on(),
        Severity.valueOf(check.severity().name()),
        CheckStatus.valueOf(check.status().name()),
        check.expected(),
        check.observed(),
        check.evidence());
  }

  private static RunResult.CheckOutcome check(CheckOutcome check) {
    return new RunResult.CheckOutcome(
        check.getCheck(),
        check.getOn(),
        Check.Severity.valueOf(check.getSeverity().name()),
        RunResult.Status.valueOf(check.getStatus().name()),
        check.getExpected(),
        check.getObserved(),
        check.getEvidence());
  }
}
