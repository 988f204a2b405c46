package io.sluice.wire.streams;

import io.sluice.wire.topics.ServiceRights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which changelogs the state on this disk belongs to, by the ids of the topics: one that was
 * dropped and made again has the same name and knows nothing of what lies here, so that what is
 * read back from it would miss rows for good.
 */
final class Changelogs {

  private static final Logger LOG = LoggerFactory.getLogger(Changelogs.class);
  private static final int LIMIT_SECONDS = 30;

  private final List<String> names;
  private final Supplier<Map<String, Uuid>> topics;
  private final Path file;

  /**
   * @param topics the ids of all topics by their names, as they are now
   * @param stateDirectory where the state lies, in a folder of the application's name
   */
  Changelogs(String application, Supplier<Map<String, Uuid>> topics, Path stateDirectory) {
    this.names = ServiceRights.changelogs(application).stream().sorted().toList();
    this.topics = topics;
    this.file = stateDirectory.resolve(application + ".changelogs");
  }

  static Changelogs of(Admin admin, String application, Path stateDirectory) {
    return new Changelogs(application, () -> topics(admin), stateDirectory);
  }

  private static Map<String, Uuid> topics(Admin admin) {
    try {
      Map<String, TopicListing> listings =
          admin.listTopics().namesToListings().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      return listings.values().stream()
          .collect(Collectors.toMap(TopicListing::name, TopicListing::topicId));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("cannot learn which changelogs there are", e);
    }
  }

  /** Whether what lies on this disk was written beside the changelogs that are there now. */
  boolean areNoted() {
    List<String> now = lines();
    try {
      return !now.isEmpty() && Files.exists(file) && now.equals(Files.readAllLines(file));
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("The state is read back anew");
      return false;
    }
  }

  /**
   * Notes that what lies on this disk belongs to the changelogs that are there now; nothing while
   * they are not all there. What cannot be noted is read back once more at the next start.
   */
  void note() {
    try {
      List<String> now = lines();
      if (!now.isEmpty()) {
        write(now);
      }
    } catch (IOException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("cause", e.toString())
          .log("The next start reads the state back anew");
    }
  }

  private void write(List<String> now) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, now);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Name and id of each; empty unless all are there. */
  private List<String> lines() {
    Map<String, Uuid> ids = topics.get();
    return ids.keySet().containsAll(names)
        ? names.stream().map(name -> name + " " + ids.get(name)).toList()
        : List.of();
  }
}
