package io.sluice.cli.client;

import io.sluice.cli.Refusal;
import io.sluice.cli.RunOrder;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.Problem;
import io.sluice.engine.flow.Sample;
import io.sluice.engine.flow.SqlInspector;
import io.sluice.engine.plan.BoundParameters;
import io.sluice.engine.plan.PlannedStage;
import io.sluice.engine.plan.Planner;
import io.sluice.engine.run.RunSubject;
import io.sluice.work.flowfiles.FlowFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A run as a person ordered it, checked before anything is started.
 *
 * @param references the reference files beside the flow
 * @param input folder of the input files
 */
public record PreparedRun(
    Flow flow,
    SortedMap<String, String> files,
    SortedMap<String, String> references,
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
    FlowSource source = FlowFolder.source(order.flow());
    Flow flow =
        switch (FlowReader.read(source, inspector)) {
          case FlowReading.Sound sound -> sound.flow();
          case FlowReading.Refused refused -> throw invalid(order.flow(), refused.problems());
        };
    Period period = period(order, flow, now);
    List<String> problems =
        BoundParameters.bind(flow.parameters(), order.parameters(), period, now).problems();
    if (!problems.isEmpty()) {
      throw Refusal.usage(String.join("\n", problems));
    }
    return new PreparedRun(
        flow,
        source.revisionFiles(),
        references(source),
        period,
        input(order, flow),
        order.parameters(),
        order.labels(),
        now);
  }

  /** The data that the run is about. */
  public RunSubject subject() {
    return RunSubject.of(flow.sliceOf(parameters), period, flow.period().timezone());
  }

  private static Refusal invalid(Path folder, List<Problem> problems) {
    return Refusal.usage(
        problems.stream()
            .map(problem -> folder.getFileName() + "/" + problem)
            .collect(Collectors.joining("\n")));
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

  /** The reference files among a flow's files. */
  public static SortedMap<String, String> references(FlowSource source) {
    SortedMap<String, String> references = new TreeMap<>(source.files());
    references.keySet().removeIf(path -> !path.startsWith(FlowSource.REFERENCES));
    return references;
  }

  /** The pools that work the flow's stages. */
  public Set<String> pools() {
    return pools(flow);
  }

  /** The pools that work a flow's stages. */
  public static Set<String> pools(Flow flow) {
    return new Planner(flow)
        .plan(Map.of(), Map.of(), Map.of(), Map.of()).stages().stream()
            .map(PlannedStage::pool)
            .collect(Collectors.toSet());
  }
}
