package io.sluice.shell;

import io.sluice.engine.flow.SqlInspector;
import io.sluice.engine.run.Duties;
import io.sluice.wire.AccessTrouble;
import io.sluice.wire.ClosedInReverse;
import io.sluice.wire.KafkaAccessException;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.wire.registry.RegistryUnavailableException;
import io.sluice.wire.streams.Coordination;
import io.sluice.wire.streams.StreamScale;
import io.sluice.wire.topics.ServiceRights;
import io.sluice.wire.topics.TopicNames;
import io.sluice.wire.topics.TopicPlan;
import io.sluice.wire.topics.TopicSetup;
import io.sluice.wire.topics.TopicSetupException;
import io.sluice.wire.worker.GroupLag;
import io.sluice.wire.worker.Work;
import io.sluice.wire.worker.Worker;
import io.sluice.work.files.FileWords;
import io.sluice.work.flowfiles.FlowDefinitions;
import io.sluice.work.flowfiles.FlowFolder;
import io.sluice.work.stage.Workbench;
import io.sluice.work.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that a service is made of. Those started last are closed first; whatever was started is
 * closed too when a later part cannot start.
 */
public final class ServiceParts implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceParts.class);

  private final ServiceSettings settings;
  private final WorkMeter meter;
  private final ClosedInReverse started = new ClosedInReverse();
  private final List<Background> backgrounds = new ArrayList<>();
  private final KafkaConnection kafka;
  private short copies = 1;

  private ServiceParts(ServiceSettings settings, WorkMeter meter) {
    this.settings = settings;
    this.meter = meter;
    this.kafka = closedLater(connect(settings));
  }

  /** Puts the parts of a service together. */
  @FunctionalInterface
  public interface Assembly {
    void assemble(ServiceParts parts) throws IOException, SQLException, InterruptedException;
  }

  /**
   * Starts a service: waits for Kafka, makes the topics that are missing, starts its parts, and
   * returns when they run.
   *
   * @param rights what it does with topics and groups
   * @throws ServiceStartException if it cannot
   */
  public static Service start(
      ServiceSettings settings,
      WorkMeter meter,
      Function<TopicNames, ServiceRights> rights,
      Assembly assembly)
      throws InterruptedException {
    ServiceParts parts = new ServiceParts(settings, meter);
    boolean running = false;
    try {
      parts.reach(rights);
      assembly.assemble(parts);
      parts.awaitRunning();
      running = true;
      return parts;
    } catch (IOException | SQLException e) {
      throw new ServiceStartException(
          "The service's folders or its store cannot be used: %s.".formatted(FileWords.of(e)), e);
    } catch (KafkaAccessException | TopicSetupException | RegistryUnavailableException e) {
      throw new ServiceStartException(String.valueOf(e.getMessage()), e);
    } catch (AuthenticationException | AuthorizationException e) {
      throw new ServiceStartException(
          AccessTrouble.sentence(e, parts.kafka.client()).orElseThrow(), e);
    } finally {
      if (!running) {
        parts.close();
      }
    }
  }

  private static KafkaConnection connect(ServiceSettings settings) {
    try {
      return KafkaConnection.open(settings.bootstrapServers(), settings.connection());
    } catch (KafkaAccessException | ConfigException e) {
      throw new ServiceStartException(String.valueOf(e.getMessage()), e);
    }
  }

  private void reach(Function<TopicNames, ServiceRights> rights) throws InterruptedException {
    closedLater(meter.watch(kafka));
    kafka.awaitBroker(settings.startLimit());
    TopicSetup setup = new TopicSetup(kafka.admin(), kafka.client().who());
    setup.ensure(TopicPlan.of(rights.apply(kafka.topics()), settings.topicSizes()));
    copies = setup.copies(settings.topicSizes());
    kafka.requireRegistry();
  }

  private StreamScale scale() {
    return new StreamScale(
        settings.streamThreads(),
        settings.standbys(),
        copies,
        OptionalInt.of(settings.topicSizes().inSync(copies)));
  }

  public KafkaConnection kafka() {
    return kafka;
  }

  /** Opens what a worker works with, and has the store's debris swept meanwhile. */
  public Workbench workbench() throws IOException, SQLException {
    Storage storage = storage();
    if (settings.role().works()) {
      storage.sweepInBackground();
    }
    return closedLater(
        Workbench.open(storage, settings.state().resolve("scratch"), settings.version()));
  }

  /** Opens the place of artefacts and publications. */
  public Storage storage() {
    return closedLater(settings.store().open());
  }

  /** Begins to read the flows. */
  public FlowsTopic flows(SqlInspector inspector) {
    FlowsTopic flows = closedLater(FlowsTopic.start(kafka, new FlowDefinitions(inspector)::parse));
    background(flows::isRunning, _ -> true);
    return flows;
  }

  /**
   * Publishes the flows of the folder that the settings name, and again when they change.
   *
   * @throws ServiceStartException if there is no such folder
   */
  public void publishFlows(SqlInspector inspector) {
    Optional<Path> folder = Optional.ofNullable(settings.own().get("flows")).map(Path::of);
    folder.filter(path -> !Files.isDirectory(path)).ifPresent(ServiceParts::refuseFlows);
    folder.ifPresent(
        path ->
            closedLater(
                FlowFolders.follow(() -> FlowFolder.foldersIn(path), inspector, kafka, LOG::warn)));
  }

  private static void refuseFlows(Path folder) {
    throw new ServiceStartException(
        "sluice.flows: there is no folder %s. Mount the flows there, or leave the setting out."
            .formatted(folder));
  }

  /** Starts a part of the coordination, unless this replica only works. */
  public void coordinate(String name, Duties duties, FlowsTopic flows) {
    if (settings.role().decides()) {
      Coordination coordination =
          closedLater(
              Coordination.start(
                  kafka, name, duties, flows, settings.state().resolve("ledger"), scale()));
      closedLater(meter.watch(coordination));
      background(coordination::isRunning, coordination::awaitRunning);
    }
  }

  /** Waits until something runs. */
  @FunctionalInterface
  public interface AwaitRunning {
    /** False when it does not run in time. */
    boolean await(Duration limit) throws InterruptedException;
  }

  private record Background(BooleanSupplier running, AwaitRunning awaiting) {}

  /** The service is ready once and while this runs in the background. */
  public void background(BooleanSupplier isRunning, AwaitRunning awaitRunning) {
    backgrounds.add(new Background(isRunning, awaitRunning));
  }

  /**
   * Begins to take work from a topic, unless this replica only decides, and shows how much is open.
   *
   * @param queue names the share group and the meter: {@code work.clean}
   * @param begin makes the work of an item
   */
  public void work(String queue, String topic, Function<SpecificRecord, Work> begin) {
    String group = kafka.topics().group(queue);
    closedLater(meter.watch(queue, closedLater(GroupLag.follow(kafka.admin(), group))));
    if (settings.role().works()) {
      Worker worker =
          closedLater(
              Worker.start(
                  kafka,
                  group,
                  Set.of(topic),
                  settings.slots(),
                  record -> new MeteredWork(begin.apply(record), queue, meter)));
      background(worker::isRunning, _ -> true);
    }
  }

  /** Has this closed before all that was started earlier. */
  public <T extends AutoCloseable> T closedLater(T part) {
    return started.add(part);
  }

  private void awaitRunning() throws InterruptedException {
    for (Background background : backgrounds) {
      if (!background.awaiting.await(settings.startLimit())) {
        throw new ServiceStartException(
            "The service did not catch up with its topics within %d s; the log says why."
                .formatted(settings.startLimit().toSeconds()));
      }
    }
  }

  @Override
  public boolean isReady() {
    return backgrounds.stream().allMatch(it -> it.running.getAsBoolean());
  }

  @Override
  public void close() {
    started.close();
  }
}
