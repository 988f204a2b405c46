package io.sluice.engine.flow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The content hash that names a state of a flow's files. */
public final class Revision {

  private Revision() {}

  /**
   * SHA-256 in lower-case hex over path and text of each revision file in the order of paths, each
   * as UTF-8 behind its length in eight bytes. Line ends count as LF, so that a checkout with CR LF
   * is the same revision.
   */
  public static String of(FlowSource source) {
    MessageDigest digest = sha256();
    for (Map.Entry<String, String> file : source.revisionFiles().entrySet()) {
      add(digest, file.getKey());
      add(digest, file.getValue().replace("\r\n", "\n").replace('\r', '\n'));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, bytes.length));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
