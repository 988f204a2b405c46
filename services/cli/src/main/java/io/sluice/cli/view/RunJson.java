package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.sluice.cli.view.RunView.CheckRow;
import io.sluice.cli.view.RunView.FigureRow;
import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.cli.view.RunView.StageRow;
import io.sluice.cli.view.RunView.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes a run as one JSON object on one line. Figures are exact JSON numbers, never in exponent
 * form; what is not known is null; {@code error} is there only when the run was not published.
 */
public final class RunJson {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private RunJson() {}

  /** The object, without a line feed. */
  public static String of(RunView view) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, RunView view) throws IOException {
    json.writeStartObject();
    json.writeStringField("run", view.run());
    json.writeStringField("flow", view.flow());
    json.writeStringField("revision", view.revision());
    json.writeStringField("period", view.period().isEmpty() ? null : view.period());
    json.writeFieldName("version");
    number(json, view.version().stream().asLongStream().findFirst());
    json.writeStringField("status", view.status().word());
    json.writeBooleanField("unchanged", view.unchanged());
    stages(json, view);
    figures(json, view);
    checks(json, view);
    published(json, view);
    if (view.status() != Status.PUBLISHED) {
      json.writeStringField("error", Verdict.of(view).orElse("The run has not ended."));
    }
    json.writeEndObject();
  }

  private static void stages(JsonGenerator json, RunView view) throws IOException {
    json.writeArrayFieldStart("stages");
    for (StageRow stage : view.stages()) {
      json.writeStartObject();
      json.writeStringField("stage", stage.stage());
      json.writeStringField("status", stage.status());
      json.writeFieldName("rows");
      number(json, stage.rows());
      json.writeFieldName("millis");
      number(json, stage.millis());
      json.writeBooleanField("reused", stage.reused());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void figures(JsonGenerator json, RunView view) throws IOException {
    json.writeArrayFieldStart("figures");
    for (FigureRow figure : view.figures()) {
      json.writeStartObject();
      json.writeStringField("name", figure.name());
      json.writeFieldName("value");
      decimal(json, figure.value());
      json.writeStringField("unit", figure.unit().isEmpty() ? null : figure.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void checks(JsonGenerator json, RunView view) throws IOException {
    json.writeArrayFieldStart("checks");
    for (CheckRow check : view.checks()) {
      json.writeStartObject();
      json.writeStringField("check", check.check());
      json.writeStringField("on", check.on());
      json.writeStringField("status", check.status());
      json.writeStringField("severity", check.severity());
      json.writeStringField("expected", check.expected());
      json.writeStringField("observed", check.observed());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void published(JsonGenerator json, RunView view) throws IOException {
    json.writeArrayFieldStart("published");
    for (PublishedFile file : view.published()) {
      json.writeStartObject();
      json.writeStringField("name", file.name());
      json.writeStringField("path", file.path().toString());
      json.writeStringField("sha256", file.sha256());
      json.writeFieldName("rows");
      number(json, file.rows());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      json.writeNumber(value.getAsLong());
    } else {
      json.writeNull();
    }
  }

  private static void decimal(JsonGenerator json, Optional<BigDecimal> value) throws IOException {
    if (value.isPresent()) {
      json.writeNumber(value.get());
    } else {
      json.writeNull();
    }
  }
}
