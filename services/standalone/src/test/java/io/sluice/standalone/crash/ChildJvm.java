package io.sluice.standalone.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that is expected to be halted by its own doing. */
final class ChildJvm {

  /** What {@link Runtime#halt} is given, so that no other end is taken for it. */
  static final int HALTED = 86;

  private static final int LIMIT_SECONDS = 60;

  private ChildJvm() {}

  /**
   * Runs a main class with this test's class path and waits until it was halted.
   *
   * @param properties system properties, {@code name=value}
   */
  static void runUntilHalted(
      Path log, Class<?> main, List<String> properties, List<String> arguments)
      throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED"));
    properties.forEach(property -> command.add("-D" + property));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    try {
      await(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Process process, Path log) throws InterruptedException, IOException {
    try {
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != HALTED) {
        throw new AssertionError("was not halted where it should be:\n" + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
