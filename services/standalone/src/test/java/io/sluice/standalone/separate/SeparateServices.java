package io.sluice.standalone.separate;

import io.sluice.intake.IntakeService;
import io.sluice.runs.RunsService;
import io.sluice.scheduler.SchedulerService;
import io.sluice.shell.Role;
import io.sluice.shell.Service;
import io.sluice.shell.ServiceSettings;
import io.sluice.shell.ServiceStart;
import io.sluice.shell.WorkMeter;
import io.sluice.stage.StageService;
import io.sluice.validation.ValidationService;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.streams.Coordination;
import io.sluice.wire.topics.TopicSizes;
import io.sluice.wire.worker.GroupLag;
import io.sluice.work.storage.StorageSettings;
import io.sluice.work.storage.StoreLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The services of one installation, each with clients of its own.
 *
 * @param connection what all of them are told of registry and installation
 */
record SeparateServices(
    String bootstrapServers,
    Map<String, Object> connection,
    Path home,
    Duration startLimit,
    Deque<Service> started)
    implements AutoCloseable {

  static final Set<String> POOLS = Set.of("default", "publish");
  static final List<String> ALL = List.of("runs", "validation", "stage", "intake", "scheduler");

  /** All, those that work apart from those that decide. */
  static final List<String> PARTED =
      List.of(
          "runs",
          "validation-decide",
          "validation-work",
          "stage-decide",
          "stage-work",
          "intake",
          "scheduler");

  private static final Map<String, ServiceStart> STARTS =
      Map.of(
          "runs", RunsService::start,
          "validation", ValidationService::start,
          "stage", StageService::start,
          "intake", IntakeService::start,
          "scheduler", SchedulerService::start);

  SeparateServices(String bootstrapServers, Map<String, Object> connection, Path home) {
    this(bootstrapServers, connection, home, Duration.ofSeconds(60), new ArrayDeque<>());
  }

  /** The same, with less patience. */
  SeparateServices within(Duration limit) {
    return new SeparateServices(bootstrapServers, connection, home, limit, started);
  }

  /** Starts one; a second word of its name is its role. */
  void start(String name, Map<String, Object> client) throws InterruptedException {
    ServiceStart start = STARTS.get(name.replaceFirst("-.*", ""));
    if (start == null) {
      throw new IllegalArgumentException(name);
    }
    started.push(start.start(settings(name, client), new NoMeter()));
  }

  private ServiceSettings settings(String name, Map<String, Object> client) {
    Map<String, Object> all = new HashMap<>(connection);
    all.putAll(client);
    return new ServiceSettings(
        bootstrapServers,
        all,
        TopicSizes.of(2),
        name.equals("runs") ? 2 : 1,
        0,
        store(),
        home.resolve(name),
        POOLS,
        name.contains("-")
            ? Role.valueOf(name.replaceFirst(".*-", "").toUpperCase(Locale.ROOT))
            : Role.BOTH,
        1,
        "test",
        Map.of("inbox", inbox().toString(), "settle", "100ms", "scan", "100ms"),
        startLimit);
  }

  StorageSettings store() {
    return new StorageSettings.Folder(folder().root());
  }

  StoreLayout folder() {
    return new StoreLayout(home.resolve("store"));
  }

  Path inbox() {
    return home.resolve("inbox");
  }

  boolean areReady() {
    return started.stream().allMatch(Service::isReady);
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }

  /** Nobody looks at figures here. */
  private static final class NoMeter implements WorkMeter {
    @Override
    public void worked(String queue, Duration time, boolean handedBack) {
      // not asked for
    }

    @Override
    public AutoCloseable watch(String queue, GroupLag lag) {
      return () -> {};
    }

    @Override
    public AutoCloseable watch(KafkaConnection kafka) {
      return () -> {};
    }

    @Override
    public AutoCloseable watch(Coordination coordination) {
      return () -> {};
    }
  }
}
