package io.sluice.engine.artefact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over values that keep their borders: texts carry their length, so {@code "ab","c"} and
 * {@code "a","bc"} differ. Used once; not thread-safe.
 */
public final class Sha256 {

  private final MessageDigest digest = newDigest();

  private Sha256() {}

  /** A hash of nothing yet. */
  public static Sha256 start() {
    return new Sha256();
  }

  /** The hash of bytes as they are, as {@code sha256sum} prints it. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest().digest(bytes));
  }

  /** The JDK's SHA-256, which every Java platform must have. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256", e);
    }
  }

  /** Adds the UTF-8 length of the text (4 bytes, big-endian) and its UTF-8 bytes. */
  public Sha256 text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
    return this;
  }

  /** Adds eight bytes, big-endian. */
  public Sha256 number(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    return this;
  }

  /** Ends the hash: 64 lower-case hex digits. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
