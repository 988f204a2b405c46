package io.sluice.cli.distributed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java process whose words are kept in a file. */
public final class LoggedProcess implements AutoCloseable {

  private static final Duration SPEAK_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Process process;
  private final Path log;
  private final long before;

  /**
   * @param before bytes that an earlier process of the same name left in the file
   */
  private LoggedProcess(Process process, Path log, long before) {
    this.process = process;
    this.log = log;
    this.before = before;
  }

  /**
   * Starts a main class.
   *
   * @param memory its heap: {@code 192m}
   */
  public static LoggedProcess start(
      Path log,
      String memory,
      String classPath,
      Map<String, String> environment,
      String... mainAndArguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + memory,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classPath));
    command.addAll(List.of(mainAndArguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.directory(log.getParent().toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      long before = Files.exists(log) ? Files.size(log) : 0;
      return new LoggedProcess(builder.start(), log, before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first group of what the process says, waited for. */
  public String awaitWord(Pattern pattern) {
    return await()
        .atMost(SPEAK_LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .failFast(log.getFileName() + " ended early", () -> !process.isAlive())
        .until(() -> firstMatch(pattern), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<String> firstMatch(Pattern pattern) {
    Matcher matcher = pattern.matcher(words(before));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** What it said, after what earlier processes of its name did. */
  public String words() {
    return words(0);
  }

  private String words(long from) {
    try (FileChannel file = FileChannel.open(log)) {
      return new String(Channels.newInputStream(file.position(from)).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as kill -9 does. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  long pid() {
    return process.pid();
  }

  /** Sends a signal that Java knows no name for: {@code STOP}. */
  void signal(String signal) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -%s ended with %d".formatted(signal, status));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks it to stop and waits; true when it did in time. */
  boolean stop() {
    process.destroy();
    try {
      return process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
