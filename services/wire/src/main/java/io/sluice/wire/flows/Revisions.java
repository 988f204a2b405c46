package io.sluice.wire.flows;

import io.sluice.schemas.FlowPublished;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every revision of every flow, in the order in which they were published. A text that a revision
 * has from the one before is kept once: a large reference file costs its size, not its size times
 * the revisions. Thread-safe for one writer.
 */
final class Revisions {

  private final Map<String, FlowPublished> all = new ConcurrentHashMap<>();
  private final Map<String, FlowPublished> latest = new ConcurrentHashMap<>();

  /** Adds a revision, which is its flow's latest from now on. */
  void add(FlowPublished revision) {
    FlowPublished before = latest.get(revision.getFlow());
    if (before != null) {
      share(revision.getFiles(), before.getFiles());
      share(revision.getReferences(), before.getReferences());
    }
    all.put(FlowsTopic.key(revision.getFlow(), revision.getRevision()), revision);
    latest.put(revision.getFlow(), revision);
  }

  private static void share(Map<String, String> texts, Map<String, String> before) {
    texts.replaceAll((path, text) -> kept(before.get(path), text));
  }

  private static String kept(@Nullable String before, String text) {
    return before != null && before.equals(text) ? before : text;
  }

  Optional<FlowPublished> find(String flow, String revision) {
    return Optional.ofNullable(all.get(FlowsTopic.key(flow, revision)));
  }

  Optional<FlowPublished> latest(String flow) {
    return Optional.ofNullable(latest.get(flow));
  }

  Set<String> flows() {
    return Set.copyOf(latest.keySet());
  }
}
