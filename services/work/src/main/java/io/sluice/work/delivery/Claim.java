package io.sluice.work.delivery;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * What a version is going to hold, told before its first file is there. Who comes with other files
 * is too late; who comes with the same may go on where another was killed.
 */
final class Claim {

  static final String NAME = ".delivery.json";
  static final int MAX_BYTES = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Claim() {}

  static byte[] json(Delivered delivered) throws IOException {
    return JSON.writeValueAsBytes(delivered);
  }

  static Delivered read(byte[] json) throws IOException {
    return JSON.readValue(json, Delivered.class);
  }
}
