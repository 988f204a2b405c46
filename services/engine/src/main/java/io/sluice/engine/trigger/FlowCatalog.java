package io.sluice.engine.trigger;

import java.util.Optional;

/** The revisions of flows that a service has read. Thread-safe. */
public interface FlowCatalog {

  /** Holds no flow. */
  FlowCatalog NONE = new NoFlows();

  /** The revision, if it was read. */
  Optional<FlowDefinition> find(String flow, String revision);

  /** The revision that was published last; empty for a retired flow. */
  Optional<FlowDefinition> latest(String flow);

  /** Whether what it does not hold is not there; false while it is being read, or cannot be. */
  default boolean isRead() {
    return true;
  }

  /** Whether the flow was retired, and not published again since. */
  boolean isRetired(String flow);
}
