package io.sluice.work.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops a stream that unpacks to more than it may, while it is read. */
final class BoundedInput extends FilterInputStream {
  private final IngestLimits limits;
  private final long packedBytes;
  private long bytes;

  /**
   * @param packedBytes what the stream is unpacked from; {@link Long#MAX_VALUE} when it is not
   *     packed
   */
  BoundedInput(InputStream in, long packedBytes, IngestLimits limits) {
    super(in);
    this.packedBytes = packedBytes;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  private void count(int read) throws IOException {
    bytes += read;
    if (bytes > limits.unpackedBytes()) {
      throw new LimitExceededException(
          " unpacks to more than the %,d bytes allowed.".formatted(limits.unpackedBytes()));
    }
    if (bytes > IngestLimits.RATIO_FREE_BYTES
        && bytes / Math.max(1, packedBytes) > limits.unpackRatio()) {
      throw new LimitExceededException(
          " unpacks to more than %,d times its size, which no honest file does."
              .formatted(limits.unpackRatio()));
    }
  }

  /** A limit was met; the message reads on after the file's name. */
  static final class LimitExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    LimitExceededException(String words) {
      super(words);
    }
  }
}
