package io.sluice.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Adds a line to a file ten times a second. */
final class SlowWriter implements AutoCloseable {

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Path file;
  private int left;

  SlowWriter(Path file, int lines) {
    this.file = file;
    this.left = lines;
    thread.scheduleAtFixedRate(this::append, 0, 100, TimeUnit.MILLISECONDS);
  }

  private void append() {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      out.write("%100d\n".formatted(left).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    left--;
    if (left == 0) {
      thread.shutdown();
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
