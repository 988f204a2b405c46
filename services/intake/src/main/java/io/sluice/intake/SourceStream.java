package io.sluice.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bytes to be copied; remembers when reading them failed, which is no fault of the copy's. */
final class SourceStream extends FilterInputStream {

  private Optional<IOException> failure = Optional.empty();

  SourceStream(InputStream in) {
    super(in);
  }

  /** What went wrong with reading; empty when nothing did. */
  Optional<IOException> failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }
}
