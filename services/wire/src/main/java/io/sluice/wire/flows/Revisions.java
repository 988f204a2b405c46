package io.sluice.wire.flows;

import io.sluice.schemas.FlowPublished;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every revision of every flow, in the order in which they were published, and which flows are
 * retired. A text that a revision has from the one before is kept once: a large reference file
 * costs its size, not its size times the revisions. Thread-safe for one writer.
 */
final class Revisions {

  private final Map<String, FlowPublished> all = new ConcurrentHashMap<>();
  private final Map<String, FlowPublished> latest = new ConcurrentHashMap<>();
  private final Set<String> retired = ConcurrentHashMap.newKeySet();

  /** Adds a revision, which is its flow's latest from now on; a retired flow is back. */
  void add(FlowPublished revision) {
    FlowPublished before = latest.get(revision.getFlow());
    if (before != null) {
      share(revision.getFiles(), before.getFiles());
      share(revision.getReferences(), before.getReferences());
    }
    all.put(FlowsTopic.key(revision.getFlow(), revision.getRevision()), revision);
    latest.put(revision.getFlow(), revision);
    retired.remove(revision.getFlow());
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

  /** A flow has no latest revision from now on; those that it had can be found still. */
  void retire(String flow) {
    latest.remove(flow);
    retired.add(flow);
  }

  boolean isRetired(String flow) {
    return retired.contains(flow);
  }

  Set<String> retired() {
    return Set.copyOf(retired);
  }

  Optional<FlowPublished> latest(String flow) {
    return Optional.ofNullable(latest.get(flow));
  }

  /** All but those that are retired. */
  Set<String> flows() {
    return Set.copyOf(latest.keySet());
  }
}
