package io.sluice.engine.trigger;

import java.util.Optional;

/** A catalog of nothing, which is read. */
record NoFlows() implements FlowCatalog {

  @Override
  public Optional<FlowDefinition> find(String flow, String revision) {
    return Optional.empty();
  }

  @Override
  public Optional<FlowDefinition> latest(String flow) {
    return Optional.empty();
  }

  @Override
  public boolean isRetired(String flow) {
    return false;
  }
}
