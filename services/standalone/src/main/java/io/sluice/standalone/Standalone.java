package io.sluice.standalone;

import io.sluice.embedded.EmbeddedPlatform;
import io.sluice.embedded.Platform;
import io.sluice.engine.run.Duties;
import io.sluice.intake.Intake;
import io.sluice.intake.IntakeSettings;
import io.sluice.scheduler.Scheduler;
import io.sluice.schemas.StageReady;
import io.sluice.stage.StageJobs;
import io.sluice.validation.CheckJobs;
import io.sluice.wire.ClosedInReverse;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.streams.Coordination;
import io.sluice.wire.streams.Folded;
import io.sluice.wire.topics.TopicNames;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import io.sluice.wire.worker.Work;
import io.sluice.work.check.CheckRunner;
import io.sluice.work.flowfiles.FlowDefinitions;
import io.sluice.work.rehearsal.Rehearsal;
import io.sluice.work.stage.Workbench;
import io.sluice.work.storage.Storage;
import io.sluice.work.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * All services in this process, over a broker and a registry of its own whose data survive a
 * restart. Everything listens on 127.0.0.1.
 */
public final class Standalone implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration REBUILD_LIMIT = Duration.ofHours(6);
  private static final String SERVICE = "standalone";

  /** After three runs Java has translated most of what runs do. */
  private static final int REHEARSALS = 3;

  private final ClosedInReverse parts = new ClosedInReverse();
  private final Platform platform;
  private final KafkaConnection kafka;
  private final Workbench bench;
  private final FlowsTopic flows;
  private final CheckRunner checks;
  private final PoolWorkers workers;
  private final Storage storage;
  private final Path scratch;
  private final Set<String> pools = new HashSet<>();
  private volatile @Nullable Rehearsal rehearsal;

  private Standalone(
      Function<Path, ? extends Platform> starting,
      Path home,
      StorageSettings store,
      Set<String> pools,
      String version)
      throws InterruptedException {
    this.scratch = home.resolve("scratch");
    this.pools.addAll(pools);
    boolean started = false;
    try {
      this.storage = parts.add(store.open());
      CompletableFuture<Workbench> opening =
          CompletableFuture.supplyAsync(() -> openBench(version));
      parts.add(() -> close(opening));
      this.platform = parts.add(starting.apply(home.resolve("kafka")));
      this.kafka = parts.add(connect(platform));
      new TopicSetup(kafka.admin()).ensure(new TopicPlan(kafka.topics(), 1, this.pools));
      this.bench = opening.join();
      FlowDefinitions definitions = new FlowDefinitions(bench.inspector());
      this.flows = parts.add(FlowsTopic.start(kafka, definitions::parse, this::serve));
      this.checks =
          parts.add(
              new CheckRunner(
                  bench.store(), bench.sessions(), bench.inspector(), CheckRunner.QUERY_TIMEOUT));
      Coordination coordination =
          parts.add(Coordination.start(kafka, SERVICE, Duties.ALL, flows, state(home)));
      synchronized (this) { // a flow that is published meanwhile finds its pools served
        this.workers = parts.add(workers());
      }
      storage.sweepInBackground();
      require(coordination.awaitRunning(START_LIMIT), "coordination");
      started = true;
    } finally {
      if (!started) {
        parts.close();
      }
    }
  }

  private static void require(boolean running, String part) {
    if (!running) {
      throw new IllegalStateException(
          "the %s did not start within %d s".formatted(part, START_LIMIT.toSeconds()));
    }
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @param home where all state lies
   * @param pools pools that are known to be needed; others are added as flows are published
   * @param version Sluice's version, named in manifests
   */
  public static Standalone start(Path home, Set<String> pools, String version)
      throws InterruptedException {
    return over(EmbeddedPlatform::start, home, pools, version);
  }

  /**
   * Does the same over another broker and registry.
   *
   * @param starting gives them, and may keep in that folder what outlives a restart; they are
   *     closed with the services
   */
  public static Standalone over(
      Function<Path, ? extends Platform> starting, Path home, Set<String> pools, String version)
      throws InterruptedException {
    return over(starting, home, new StorageSettings.Folder(home.resolve("store")), pools, version);
  }

  /** The same over another broker and registry, with artefacts and publications elsewhere. */
  public static Standalone over(
      Function<Path, ? extends Platform> starting,
      Path home,
      StorageSettings store,
      Set<String> pools,
      String version)
      throws InterruptedException {
    return new Standalone(starting, home, store, pools, version);
  }

  /**
   * Drops all that follows from the log and builds it again; writes nothing else. Nothing may be up
   * over that home.
   */
  public static Folded rebuild(Path home) throws InterruptedException {
    try (Platform platform = EmbeddedPlatform.start(home.resolve("kafka"));
        KafkaConnection kafka = connect(platform)) {
      return Coordination.rebuild(kafka, SERVICE, Duties.ALL, state(home), REBUILD_LIMIT);
    }
  }

  private static KafkaConnection connect(Platform platform) {
    return KafkaConnection.open(
        platform.bootstrapServers(),
        Map.of(
            "schema.registry.url",
            platform.registryUrl(),
            TopicNames.INSTALLATION,
            platform.installation()));
  }

  private static Path state(Path home) {
    return home.resolve("state");
  }

  private Workbench openBench(String version) {
    try {
      return Workbench.open(storage, scratch, version);
    } catch (IOException | SQLException e) {
      throw new CompletionException(e);
    }
  }

  /** Also one that is still being opened, or could not be. */
  private static void close(CompletableFuture<Workbench> opening) throws IOException, SQLException {
    Optional<Workbench> opened = opening.handle((bench, _) -> Optional.ofNullable(bench)).join();
    if (opened.isPresent()) {
      opened.get().close();
    }
  }

  private PoolWorkers workers() {
    StageJobs stages = new StageJobs(flows, bench, "standalone", InstantSource.system());
    CheckJobs validation = new CheckJobs(flows, checks, InstantSource.system());
    return new PoolWorkers(
        kafka,
        platform.givesMembersAllPartitions(),
        pools,
        record -> begin(record, stages, validation));
  }

  private Work begin(SpecificRecord record, StageJobs stages, CheckJobs validation) {
    Rehearsal underWay = rehearsal;
    if (underWay != null) {
      underWay.giveWay();
    }
    return record instanceof StageReady ? stages.begin(record) : validation.begin(record);
  }

  /** Serves the pools of a flow that was published. */
  private synchronized void serve(Set<String> wanted) {
    if (pools.containsAll(wanted)) {
      return;
    }
    pools.addAll(wanted);
    new TopicSetup(kafka.admin()).ensure(new TopicPlan(kafka.topics(), 1, pools));
    if (workers != null) {
      workers.serve(pools);
    }
  }

  /** Begins to take in files from an inbox, and results that other flows wait for. */
  public void watch(IntakeSettings settings) throws IOException, InterruptedException {
    try {
      parts.add(
          Intake.start(
              kafka,
              flows,
              bench.store(),
              storage.published(),
              settings,
              START_LIMIT,
              InstantSource.system()));
    } catch (TimeoutException e) {
      throw new IllegalStateException("the intake did not start: " + e.getMessage(), e);
    }
  }

  /** Begins to tell of the planned times of schedules; returns when it has caught up. */
  public void schedule() throws InterruptedException {
    Scheduler scheduler = parts.add(Scheduler.start(kafka, flows, InstantSource.system()));
    require(scheduler.awaitRunning(START_LIMIT), "scheduler");
  }

  /**
   * Begins to run samples in the background, beside the store, until real work comes: else the
   * first run would be slower than those behind it.
   *
   * @param folders of flows
   */
  public Rehearsal rehearse(List<Path> folders) {
    Rehearsal begun =
        parts.add(Rehearsal.start(scratch, folders, REHEARSALS, InstantSource.system()));
    rehearsal = begun;
    return begun;
  }

  /** The way to this installation. */
  public KafkaConnection kafka() {
    return kafka;
  }

  public String bootstrapServers() {
    return platform.bootstrapServers();
  }

  public String registryUrl() {
    return platform.registryUrl();
  }

  public Storage storage() {
    return storage;
  }

  public Workbench workbench() {
    return bench;
  }

  @Override
  public void close() {
    parts.close();
  }
}
