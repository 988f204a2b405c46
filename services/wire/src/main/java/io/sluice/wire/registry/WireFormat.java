package io.sluice.wire.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's framing: a zero byte, a schema id of four bytes big-endian, the Avro binary. */
final class WireFormat {
  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;
  private static final int MAX_KEPT_BYTES = 1 << 20;
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private WireFormat() {}

  static byte[] write(int id, Object value, DatumWriter<Object> writer) throws IOException {
    Scratch scratch = SCRATCH.get();
    try {
      scratch.out.reset();
      scratch.header(id);
      writer.write(value, scratch.encoder);
      scratch.encoder.flush();
      return scratch.out.toByteArray();
    } catch (IOException | RuntimeException e) {
      // The encoder may still hold half a record.
      SCRATCH.remove();
      throw e;
    } finally {
      if (scratch.out.size() > MAX_KEPT_BYTES) {
        SCRATCH.remove();
      }
    }
  }

  static int schemaId(String topic, byte[] data) {
    if (data.length < HEADER_BYTES) {
      throw new SerializationException(
          "Record on topic " + topic + " has " + data.length + " bytes, too few for a schema id");
    }
    if (data[0] != MAGIC) {
      throw new SerializationException(
          "Record on topic "
              + topic
              + " begins with byte "
              + (data[0] & 0xff)
              + " instead of 0: it was not written with a schema registry");
    }
    return ByteBuffer.wrap(data).getInt(1);
  }

  static <T> T read(byte[] data, DatumReader<T> reader) throws IOException {
    Scratch scratch = SCRATCH.get();
    scratch.decoder =
        DecoderFactory.get()
            .binaryDecoder(data, HEADER_BYTES, data.length - HEADER_BYTES, scratch.decoder);
    @SuppressWarnings("NullAway") // Avro makes a new record when there is none to reuse.
    T value = reader.read(null, scratch.decoder);
    if (!scratch.decoder.isEnd()) {
      throw new IOException("Bytes are left over behind the record");
    }
    return value;
  }

  /** What a thread reuses from record to record. */
  private static final class Scratch {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    private void header(int id) {
      out.write(MAGIC);
      out.write(id >>> 24);
      out.write(id >>> 16);
      out.write(id >>> 8);
      out.write(id);
    }
  }
}
