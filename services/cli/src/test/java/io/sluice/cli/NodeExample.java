package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The example in JavaScript, with its packages. */
final class NodeExample {

  private static final int OLDEST_NODE = 20;
  private static final int INSTALL_LIMIT_S = 150;

  private NodeExample() {}

  /** Whether this machine has what it needs. */
  static boolean isPossible() {
    Matcher version = Pattern.compile("v(\\d+)\\..*\\s*").matcher(said("node", "--version"));
    return version.matches()
        && Integer.parseInt(version.group(1)) >= OLDEST_NODE
        && !said("npm", "--version").isEmpty();
  }

  /** Empty when there is no such program. */
  private static String said(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 ? said : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /**
   * A copy of the example with its packages, which stay from build to build. Where they cannot be
   * had, the test is told as skipped; on a machine of continuous integration it fails.
   */
  static Path install(Path example) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target/javascript-example").toAbsolutePath());
    boolean same =
        isSame(example, folder) && Files.exists(folder.resolve("node_modules/installed"));
    try (Stream<Path> files = Files.list(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!same) {
      npmInstall(folder);
      Files.writeString(folder.resolve("node_modules/installed"), "");
    }
    return folder;
  }

  private static boolean isSame(Path example, Path folder) throws IOException {
    Path copy = folder.resolve("package.json");
    return Files.exists(copy) && Files.mismatch(example.resolve("package.json"), copy) < 0;
  }

  private static void npmInstall(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("npm.log");
    List<String> command =
        List.of(
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--no-package-lock",
            "--ignore-scripts",
            "--prefer-offline",
            "--loglevel=error");
    Process npm =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = npm.waitFor(INSTALL_LIMIT_S, TimeUnit.SECONDS);
    if (ended && npm.exitValue() == 0) {
      return;
    }
    npm.destroyForcibly();
    String problem =
        "The packages of the example in JavaScript cannot be installed:\n" + Files.readString(log);
    assertThat(System.getenv("CI")).as(problem).isNotEqualTo("true");
    abort(problem);
  }
}
