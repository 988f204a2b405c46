package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.cli.RunOrder;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.Sample;
import io.sluice.engine.flow.Slices;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.engine.plan.BoundParameters;
import io.sluice.engine.run.RunSubject;
import io.sluice.wire.KafkaConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * A run as a person ordered it, checked before anything is started.
 *
 * @param prepared the flow, with its files
 * @param input folder of the input files
 */
public record PreparedRun(
    PreparedFlow prepared,
    Period period,
    Path input,
    Map<String, String> parameters,
    Map<String, String> labels,
    Instant now) {

  /**
   * Reads the flow and settles period, input and parameters.
   *
   * @throws Refusal with every problem, when the flow or the order cannot be used
   */
  public static PreparedRun of(RunOrder order, SqlInspector inspector, Instant now) {
    PreparedFlow prepared = PreparedFlow.of(order.flow(), inspector);
    Flow flow = prepared.flow();
    Period period = period(order, flow, now);
    List<String> problems =
        new ArrayList<>(
            BoundParameters.bind(flow.parameters(), order.parameters(), period, now).problems());
    problems.addAll(Slices.problems(flow.sliceOf(order.parameters())));
    if (!problems.isEmpty()) {
      throw Refusal.usage(String.join("\n", problems));
    }
    return new PreparedRun(
        prepared, period, input(order, flow), order.parameters(), order.labels(), now);
  }

  /** The data that the run is about. */
  public RunSubject subject() {
    return RunSubject.of(flow().sliceOf(parameters), period, flow().period().timezone());
  }

  private static Period period(RunOrder order, Flow flow, Instant now) {
    Optional<String> text =
        order.period().or(() -> order.input().isPresent() ? Optional.empty() : sample(flow));
    if (text.isEmpty()) {
      return flow.period().periodAt(now);
    }
    try {
      return Period.parse(flow.period().every(), text.get());
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("--period: " + e.getMessage());
    }
  }

  private static Optional<String> sample(Flow flow) {
    return flow.sample().map(Sample::period);
  }

  private static Path input(RunOrder order, Flow flow) {
    return order
        .input()
        .or(() -> flow.sample().map(sample -> order.flow().resolve(sample.dir())))
        .orElseThrow(
            () ->
                Refusal.usage(
                    "Flow %s has no sample: say with --input where its files are."
                        .formatted(flow.name())));
  }

  public Flow flow() {
    return prepared.flow();
  }

  /** The pools that work the flow's stages. */
  public Set<String> pools() {
    return prepared.pools();
  }

  /** Tells an installation of the flow and waits until that is on the log. */
  public void publish(KafkaConnection kafka) throws InterruptedException, ExecutionException {
    prepared.publish(kafka, now);
  }
}
