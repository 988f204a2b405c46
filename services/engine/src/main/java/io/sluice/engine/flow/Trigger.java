package io.sluice.engine.flow;

import java.util.List;

/** What starts a run of a flow, besides a request. */
public sealed interface Trigger {

  /** A cron schedule of five fields, in the flow's time zone. */
  record Schedule(String name, String cron, Catchup catchup) implements Trigger {}

  /** Starts when every input named here has arrived for a period; all inputs when empty. */
  record Arrivals(List<String> inputs) implements Trigger {
    public Arrivals {
      inputs = List.copyOf(inputs);
    }
  }

  /** Which missed ticks are made up for after a downtime. */
  enum Catchup {
    NONE,
    LAST,
    ALL
  }
}
