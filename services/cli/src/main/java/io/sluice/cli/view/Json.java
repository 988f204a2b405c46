package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.sluice.engine.run.RunSubject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Writes JSON on one line: keys in snake_case, numbers exact and never in exponent form, null for
 * what is not there or not known.
 */
final class Json {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private Json() {}

  /** Writes something. */
  @FunctionalInterface
  interface Writing<T> {
    void write(JsonGenerator json, T value) throws IOException;
  }

  /** The text of one object, without a line feed. */
  static <T> String object(T value, Writing<T> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json, value);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** A field that holds an object for each value. */
  static <T> void array(JsonGenerator json, String name, List<T> values, Writing<T> fields)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T value : values) {
      json.writeStartObject();
      fields.write(json, value);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A text; null for an empty one. */
  static void text(JsonGenerator json, String name, String text) throws IOException {
    json.writeStringField(name, text.isEmpty() ? null : text);
  }

  /** A field that holds an object of texts, in the order of their names. */
  static void texts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  /** What data is about: {@code slice} and {@code period}. */
  static void subject(JsonGenerator json, RunSubject subject) throws IOException {
    texts(json, "slice", subject.slice());
    text(json, "period", subject.period());
  }

  /** A version; null for 0, which is none. */
  static void version(JsonGenerator json, String name, long version) throws IOException {
    number(json, name, version > 0 ? OptionalLong.of(version) : OptionalLong.empty());
  }

  static void number(JsonGenerator json, String name, OptionalLong value) throws IOException {
    json.writeFieldName(name);
    if (value.isPresent()) {
      json.writeNumber(value.getAsLong());
    } else {
      json.writeNull();
    }
  }

  static void decimal(JsonGenerator json, String name, Optional<BigDecimal> value)
      throws IOException {
    json.writeFieldName(name);
    if (value.isPresent()) {
      json.writeNumber(value.get());
    } else {
      json.writeNull();
    }
  }
}
