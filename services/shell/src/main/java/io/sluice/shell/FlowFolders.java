package io.sluice.shell;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.flow.Problem;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.flows.FlowPublisher;
import io.sluice.wire.registry.RegistryUnavailableException;
import io.sluice.work.flowfiles.FlowFolder;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Publishes the flows of folders, at once and again when their files change. */
public final class FlowFolders implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Supplier<? extends Collection<Path>> places;
  private final SqlInspector inspector;
  private final KafkaConnection kafka;
  private final Consumer<String> talk;
  private final Map<Path, SortedMap<String, String>> known = new HashMap<>();
  private final LastingTroubles troubles = new LastingTroubles();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /** Follows nothing yet. */
  FlowFolders(
      Supplier<? extends Collection<Path>> places,
      SqlInspector inspector,
      KafkaConnection kafka,
      Consumer<String> talk) {
    this.places = places;
    this.inspector = inspector;
    this.kafka = kafka;
    this.talk = talk;
    this.thread = Thread.ofPlatform().daemon().name("flow-folders").unstarted(this::follow);
  }

  /**
   * Publishes every sound flow and returns; follows their files from then on.
   *
   * @param places tells the flows' folders that there are now
   * @param talk told the problems of each flow that is not sound, once for each change, and of what
   *     cannot be read
   */
  public static FlowFolders follow(
      Supplier<? extends Collection<Path>> places,
      SqlInspector inspector,
      KafkaConnection kafka,
      Consumer<String> talk) {
    FlowFolders folders = new FlowFolders(places, inspector, kafka, talk);
    folders.look();
    folders.thread.start();
    return folders;
  }

  private void follow() {
    try {
      while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Publishes what is new, and tells of what lasts since the look before. */
  void look() {
    Set<String> met = new TreeSet<>();
    try {
      Collection<Path> folders = places.get();
      // one that is put back is new, for its flow may have been retired meanwhile
      known.keySet().retainAll(folders);
      for (Path folder : folders) {
        met.addAll(troubleWith(folder));
      }
    } catch (UncheckedIOException e) {
      met.add(words(e));
    }
    troubles.meet(met).forEach(talk);
  }

  /** One folder that cannot be read keeps no other from being published. */
  private List<String> troubleWith(Path folder) {
    try {
      look(folder);
      return List.of();
    } catch (UncheckedIOException e) {
      return List.of(words(e));
    }
  }

  private static String words(UncheckedIOException trouble) {
    Exception cause = Objects.requireNonNullElse(trouble.getCause(), trouble);
    String denied =
        cause instanceof AccessDeniedException
            ? " is closed to this program's user: give it the rights to read and enter that folder"
            : "";
    return "No flows are published from a folder that cannot be read: %s%s."
        .formatted(cause.getMessage(), denied);
  }

  private void look(Path folder) {
    FlowSource source = FlowFolder.source(folder);
    if (source.files().equals(known.get(folder))) {
      return;
    }
    switch (FlowReader.read(source, inspector)) {
      case FlowReading.Sound sound -> {
        if (isPublished(sound.flow(), source)) {
          known.put(folder, source.files());
        }
      }
      case FlowReading.Refused refused -> {
        known.put(folder, source.files());
        tell(folder, refused.problems());
      }
    }
  }

  private void tell(Path folder, List<Problem> problems) {
    talk.accept(
        problems.stream()
            .map(problem -> "  " + folder.getFileName() + "/" + problem)
            .collect(
                Collectors.joining(
                    "\n",
                    "Flow %s is not published until this is put right:\n"
                        .formatted(folder.getFileName()),
                    "")));
  }

  /**
   * Publishes a revision; false when Kafka or the registry does not take it, and it has to be tried
   * again.
   */
  private boolean isPublished(Flow flow, FlowSource source) {
    try {
      FlowPublisher.publish(kafka, flow, source, Instant.now()).get();
      return true;
    } catch (ExecutionException | RegistryUnavailableException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
