package io.sluice.cli;

import io.sluice.cli.client.PreparedFlow;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.flow.Problem;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.flowfiles.FlowFolder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Publishes the flows of folders, at once and again when their files change. */
final class FlowFolders implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final FlowPlaces places;
  private final SqlInspector inspector;
  private final KafkaConnection kafka;
  private final PrintStream talk;
  private final Map<Path, SortedMap<String, String>> known = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private FlowFolders(
      FlowPlaces places, SqlInspector inspector, KafkaConnection kafka, PrintStream talk) {
    this.places = places;
    this.inspector = inspector;
    this.kafka = kafka;
    this.talk = talk;
    this.thread = Thread.ofPlatform().daemon().name("flow-folders").unstarted(this::follow);
  }

  /**
   * Publishes every sound flow and returns; follows their files from then on.
   *
   * @param talk told the problems of each flow that is not sound, once for each change
   */
  static FlowFolders follow(
      FlowPlaces places, SqlInspector inspector, KafkaConnection kafka, PrintStream talk) {
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

  private void look() {
    try {
      places.all().values().forEach(this::look);
    } catch (UncheckedIOException e) {
      // the folder is being changed: the next look sees it whole
      return;
    }
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
    talk.println(
        problems.stream()
            .map(problem -> "  " + folder.getFileName() + "/" + problem)
            .collect(
                Collectors.joining(
                    "\n",
                    "Flow %s is not published until this is put right:\n"
                        .formatted(folder.getFileName()),
                    "")));
  }

  /** Publishes a revision; false when Kafka does not take it, and it has to be tried again. */
  private boolean isPublished(Flow flow, FlowSource source) {
    try {
      PreparedFlow.of(flow, source).publish(kafka, Instant.now());
      return true;
    } catch (ExecutionException e) {
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
