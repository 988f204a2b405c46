package io.sluice.engine.trigger;

import io.sluice.engine.run.Ids;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.Map;

/**
 * The planned time of a schedule has come.
 *
 * @param schedule its name in the flow
 * @param planned the time it was planned for
 * @param parameters that its run is given
 * @param at when it was told
 */
public record Tick(
    String flow,
    String schedule,
    Instant planned,
    RunSubject subject,
    Map<String, String> parameters,
    Instant at) {

  public Tick {
    parameters = Map.copyOf(parameters);
  }

  /** Identity: however many schedulers tell of it, it is one tick. */
  public String id() {
    return id(flow, schedule, planned);
  }

  /** The identity of a schedule's tick. */
  public static String id(String flow, String schedule, Instant planned) {
    return Ids.of("tick", flow, schedule, planned.toString());
  }

  /** The run that this tick, and no other, starts. */
  public RunRef run() {
    return new RunRef(flow, Ids.of(flow, subject.sliceText(), subject.period(), id()));
  }
}
