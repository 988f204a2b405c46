package io.sluice.cli.distributed;

import static org.awaitility.Awaitility.await;

import io.sluice.testkit.kafka.KafkaUnderTest;
import io.sluice.testkit.kafka.PlatformProcess;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.topics.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An installation whose broker and services are processes of their own. */
public final class Installed implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofSeconds(120);
  private static final String DEFAULT = "sluice";
  private static final Pattern BROKER = Pattern.compile("(?m)^broker=(\\S+)$");
  private static final Pattern REGISTRY = Pattern.compile("(?m)^registry=(\\S+)$");
  private static final Pattern ADDRESS = Pattern.compile("address=\"?(http://[^\\s\"]+)");

  private final Path folder;
  private final Map<String, LoggedProcess> services = new LinkedHashMap<>();
  private final Optional<LoggedProcess> platform;
  private final String bootstrapServers;
  private final String registryUrl;
  private final String installation;

  private Installed(Path folder, KafkaUnderTest containers) {
    this.folder = folder;
    this.platform = Optional.empty();
    this.bootstrapServers = containers.bootstrapServers();
    this.registryUrl = containers.registryUrl();
    this.installation = containers.installation();
  }

  private Installed(Path folder, LoggedProcess platform) {
    this.folder = folder;
    this.platform = Optional.of(platform);
    this.bootstrapServers = platform.awaitWord(BROKER);
    this.registryUrl = platform.awaitWord(REGISTRY);
    this.installation = DEFAULT;
  }

  private static LoggedProcess platform(Path folder) {
    return LoggedProcess.start(
        folder.resolve("platform.log"),
        "384m",
        System.getProperty("java.class.path"),
        Map.of(),
        PlatformProcess.class.getName(),
        folder.resolve("kafka").toString());
  }

  /** Starts a broker, a registry, runs and validation, under the name that commands speak to. */
  public static Installed start(Path folder) {
    Installed installed =
        KafkaUnderTest.inContainers()
            ? new Installed(folder, KafkaUnderTest.inContainers(DEFAULT))
            : new Installed(folder, platform(folder));
    installed.service("runs", "runs", Map.of());
    installed.service("validation", "validation", Map.of());
    return installed;
  }

  /** Starts a stage service for some pools, again if it was killed; it is named after the first. */
  public void stage(String pool, String... more) {
    List<String> pools = new ArrayList<>(List.of(more));
    pools.addFirst(pool);
    service("stage " + pool, "stage", Map.of("SLUICE_POOLS", String.join(",", pools)));
  }

  /** Starts a broker and a registry alone. */
  public static Installed withoutServices(Path folder) {
    return KafkaUnderTest.inContainers()
        ? new Installed(folder, KafkaUnderTest.start(folder.resolve("kafka")))
        : new Installed(folder, platform(folder));
  }

  /**
   * Starts a replica, again if it was killed; what it kept in its folder is there still.
   *
   * @param name what it is called here, and its folder
   * @param module {@code stage}
   * @param more settings by their names in the environment
   */
  public void service(String name, String module, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.put("KAFKA_SCHEMA_REGISTRY_URL", registryUrl);
    environment.put("SLUICE_INSTALLATION", installation);
    environment.put("SLUICE_PARTITIONS", "1");
    environment.put("SLUICE_SLOTS", "1");
    environment.put("SLUICE_START_LIMIT", READY_LIMIT.toSeconds() + "s");
    environment.put("SLUICE_STORE", store().toString());
    environment.put("SLUICE_STATE", folder.resolve(name.replace(' ', '-')).toString());
    environment.putAll(more);
    services.put(
        name,
        LoggedProcess.start(
            folder.resolve(name.replace(' ', '-') + ".log"),
            "192m",
            classPath(module),
            environment,
            "io.sluice." + module + ".Application"));
  }

  private static String classPath(String module) {
    Path target = Path.of("..", module, "target").toAbsolutePath().normalize();
    try {
      return target.resolve("sluice-" + module + ".jar")
          + ":"
          + Files.readString(target.resolve("classpath"));
    } catch (IOException e) {
      throw new IllegalStateException("package the module " + module + " first", e);
    }
  }

  /** Waits until a service says over HTTP that it is ready. */
  public void awaitReady(String name) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      awaitReady(service(name), http);
    }
  }

  /** Waits until all services say over HTTP that they are ready. */
  public void awaitReady() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      services.values().forEach(service -> awaitReady(service, http));
    }
  }

  private static void awaitReady(LoggedProcess service, HttpClient http) {
    String address = service.awaitWord(ADDRESS);
    await()
        .atMost(READY_LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> get(http, address + "/health/readiness").statusCode() == 200);
  }

  /** What a service answers to a GET. */
  public HttpResponse<String> get(String name, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return get(http, service(name).awaitWord(ADDRESS) + path);
    }
  }

  private static HttpResponse<String> get(HttpClient http, String url)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private LoggedProcess service(String name) {
    LoggedProcess service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException("no service " + name);
    }
    return service;
  }

  /**
   * Which of some services said something last; lines of logs begin with their time.
   *
   * @throws IllegalStateException if none has said it
   */
  public String lastToSay(Pattern words, String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                service(name)
                    .words()
                    .lines()
                    .filter(line -> words.matcher(line).find())
                    .map(line -> new String[] {line.substring(0, line.indexOf(' ')), name}))
        .max(Comparator.comparing(said -> said[0]))
        .map(said -> said[1])
        .orElseThrow(() -> new IllegalStateException("nobody said " + words));
  }

  /** The id of a service's process. */
  public long pid(String name) {
    return service(name).pid();
  }

  /** Stops a service's clock, as a host that hangs does. */
  public void freeze(String name) {
    service(name).signal("STOP");
  }

  /** Lets a frozen service go on. */
  public void thaw(String name) {
    service(name).signal("CONT");
  }

  /** Ends a service as kill -9 does. */
  public void kill(String name) {
    service(name).kill();
  }

  /** Sends SIGTERM; true when the service ended in time. */
  public boolean stop(String name) {
    return service(name).stop();
  }

  /** A way to it. */
  public KafkaConnection connect() {
    return KafkaConnection.open(
        bootstrapServers,
        Map.of("schema.registry.url", registryUrl, TopicNames.INSTALLATION, installation));
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  public String registryUrl() {
    return registryUrl;
  }

  public Path store() {
    return folder.resolve("store");
  }

  /** What all processes said. */
  public String words() {
    StringBuilder words = new StringBuilder();
    platform.ifPresent(it -> words.append("== platform\n").append(it.words()));
    services.forEach(
        (name, service) -> words.append("== ").append(name).append('\n').append(service.words()));
    return words.toString();
  }

  @Override
  public void close() {
    services.values().forEach(LoggedProcess::close);
    platform.ifPresent(LoggedProcess::close);
  }
}
