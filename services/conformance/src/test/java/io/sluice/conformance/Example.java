package io.sluice.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Records with a value in every place of their schema, and records as Avro's JSON. */
final class Example {

  private static final long MILLIS = 1_790_000_000_000L;

  private Example() {}

  /** A record whose unions hold their last type, whose arrays and maps hold one value. */
  static GenericRecord of(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    schema.getFields().forEach(field -> record.put(field.name(), value(field.schema())));
    return record;
  }

  private static Object value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> of(schema);
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getLast());
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case ARRAY -> List.of(value(schema.getElementType()));
      case MAP -> Map.of("key", value(schema.getValueType()));
      case UNION -> value(schema.getTypes().getLast());
      case BYTES -> ByteBuffer.wrap(new byte[] {1, 2, (byte) 0xff});
      case STRING ->
          LogicalTypes.uuid().equals(schema.getLogicalType())
              ? "00000000-0000-0001-0000-000000000002"
              : "café";
      case INT -> 7;
      case LONG -> MILLIS;
      case FLOAT -> 0.5f;
      case DOUBLE -> 0.25;
      case BOOLEAN -> true;
      case NULL -> throw new IllegalArgumentException("no value: " + schema);
    };
  }

  /** Any record as Avro's JSON. */
  static String json(IndexedRecord record) {
    Schema schema = record.getSchema();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      JsonEncoder encoder = EncoderFactory.get().jsonEncoder(schema, text);
      if (record instanceof SpecificRecord) {
        SpecificData data = SpecificData.getForClass(record.getClass());
        new SpecificDatumWriter<>(schema, data).write(record, encoder);
      } else {
        new GenericDatumWriter<>(schema).write(record, encoder);
      }
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** The record of Avro's JSON. */
  static GenericRecord parse(Schema schema, String json) throws IOException {
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
  }
}
