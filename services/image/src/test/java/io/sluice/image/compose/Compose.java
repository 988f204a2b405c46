package io.sluice.image.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An installation of containers under a name of its own, started and stopped as a person would. */
final class Compose {

  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration UP_LIMIT = Duration.ofMinutes(5);

  private final String project;
  private final Map<String, String> environment;
  private final List<String> compose;

  /**
   * @param project what all containers' names begin with
   * @param environment what the compose file asks for
   */
  Compose(String project, Map<String, String> environment) {
    this.project = project;
    this.environment = new HashMap<>(environment);
    this.compose = command();
  }

  /** The plugin where there is one, else the program of old. */
  private static List<String> command() {
    List<String> plugin = List.of("docker", "compose");
    return succeeds(with(plugin, "version")) ? plugin : List.of("docker-compose");
  }

  private static boolean succeeds(List<String> command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> with(List<String> command, String... words) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(words));
    return all;
  }

  /** Builds the image from what Maven packaged. */
  static void buildImage(String name) {
    run(
        List.of(
            "docker",
            "build",
            "--quiet",
            "--tag",
            name,
            "--file",
            "deploy/image/Dockerfile",
            "services/image/target/context"),
        Map.of());
  }

  /** Starts all services, those that were killed too, and returns when all are healthy. */
  void up() {
    compose("up", "-d");
    await().atMost(UP_LIMIT).pollInterval(Duration.ofSeconds(1)).until(this::isHealthy);
  }

  private boolean isHealthy() {
    List<String> containers = compose("ps", "-q").lines().toList();
    String states =
        run(
            with(
                with(List.of("docker", "inspect"), "--format", "{{.State.Health.Status}}"),
                containers.toArray(String[]::new)),
            Map.of());
    return states.lines().allMatch("healthy"::equals);
  }

  /** Stops and removes the containers; what lies in volumes stays. */
  void down() {
    compose("down");
  }

  /** Removes everything. */
  void remove() {
    compose("down", "--volumes");
  }

  /** Ends a service's container as kill -9 does. */
  void kill(String service) {
    run(List.of("docker", "kill", compose("ps", "-q", service).strip()), Map.of());
  }

  /** What all containers said. */
  String words() {
    return compose("logs", "--no-color");
  }

  private String compose(String... words) {
    return run(with(with(compose, "--project-name", project), words), environment);
  }

  private static String run(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().putAll(environment);
    try {
      Path errors = Files.createTempFile("compose", ".err");
      Process process = builder.redirectError(errors.toFile()).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "%s failed: %s%s".formatted(command, said, Files.readString(errors)));
      }
      Files.delete(errors);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
