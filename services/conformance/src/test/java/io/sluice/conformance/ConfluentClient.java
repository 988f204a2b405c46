package io.sluice.conformance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.JsonEncoder;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;

/**
 * Confluent's own client, with the Avro and the framing that Flink ships beside it, under names
 * that meet nobody else's. Takes and gives schemas and records as JSON.
 */
final class ConfluentClient implements AutoCloseable {

  private static final int REMEMBERED = 1_000;

  private final SchemaRegistryClient client;

  ConfluentClient(String url) {
    this.client = new CachedSchemaRegistryClient(url, REMEMBERED);
  }

  private static Schema parse(String schema) {
    return new Schema.Parser().parse(schema);
  }

  /** Registers a schema and writes a record of it. */
  byte[] write(String subject, String schema, String json) throws IOException {
    Schema parsed = parse(schema);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ConfluentSchemaRegistryCoder(subject, client).writeSchema(parsed, bytes);
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(parsed)
            .read(null, DecoderFactory.get().jsonDecoder(parsed, json));
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(parsed).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  /** Reads a record as it was written. */
  String read(byte[] record) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(record);
    Schema writer = new ConfluentSchemaRegistryCoder(client).readSchema(bytes);
    return json(bytes, writer, writer);
  }

  /** Reads a record as somebody with another version of its schema does. */
  String read(byte[] record, String schema) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(record);
    Schema writer = new ConfluentSchemaRegistryCoder(client).readSchema(bytes);
    return json(bytes, writer, parse(schema));
  }

  private static String json(ByteArrayInputStream bytes, Schema writer, Schema reader)
      throws IOException {
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(writer, reader)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(reader, text);
    new GenericDatumWriter<GenericRecord>(reader).write(record, encoder);
    encoder.flush();
    return text.toString(StandardCharsets.UTF_8);
  }

  int register(String subject, String schema) throws IOException, RestClientException {
    return client.register(subject, new AvroSchema(schema));
  }

  int idOf(String subject, String schema) throws IOException, RestClientException {
    return client.getId(subject, new AvroSchema(schema));
  }

  String byId(int id) throws IOException, RestClientException {
    return client.getSchemaById(id).canonicalString();
  }

  boolean isCompatible(String subject, String schema) throws IOException, RestClientException {
    return client.testCompatibility(subject, new AvroSchema(schema));
  }

  String setCompatibility(String subject, String level) throws IOException, RestClientException {
    return client.updateCompatibility(subject, level);
  }

  Collection<String> subjects() throws IOException, RestClientException {
    return client.getAllSubjects();
  }

  Collection<Integer> versions(String subject) throws IOException, RestClientException {
    return client.getAllVersions(subject);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
