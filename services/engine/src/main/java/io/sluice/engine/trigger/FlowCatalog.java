package io.sluice.engine.trigger;

import java.util.Optional;

/** The revisions of flows that a service has read. Thread-safe. */
public interface FlowCatalog {

  /** The revision, if it was read. */
  Optional<FlowDefinition> find(String flow, String revision);

  /** The revision that was published last. */
  Optional<FlowDefinition> latest(String flow);
}
