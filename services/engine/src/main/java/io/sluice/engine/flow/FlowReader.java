package io.sluice.engine.flow;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a flow from its files and tells every problem at once. A pure function; thread-safe if the
 * inspector is.
 */
public final class FlowReader {

  private FlowReader() {}

  /** The flow, or all that is wrong with it. */
  public static FlowReading read(FlowSource source, SqlInspector inspector) {
    Problems problems = new Problems();
    source.problems().forEach(problems::add);
    checkFolder(source, problems);
    Node tree = source.trees().get(FlowSource.FLOW_FILE);
    if (tree == null) {
      return new FlowReading.Refused(problems.found());
    }
    source.trees().forEach((file, node) -> new TreeRules(file, problems).check(node, ""));
    Fields fields = Value.root(tree, FlowSource.FLOW_FILE, problems).fields(FlowKeys.FLOW);
    Reading reading = new Reading(source, inspector, Known.in(fields), problems);
    Flow flow = flow(fields, reading);
    refuseCycles(flow, fields);
    References references =
        new ReferencesReader(reading, flow.period().every(), flow.rules().slice()).read();
    return problems.found().isEmpty()
        ? new FlowReading.Sound(flow, references)
        : new FlowReading.Refused(problems.found());
  }

  private static void checkFolder(FlowSource source, Problems problems) {
    Node start = new Node.Mapping(List.of(), 1, 1);
    boolean told = source.problems().stream().anyMatch(FlowReader::isAboutFlow);
    if (!source.trees().containsKey(FlowSource.FLOW_FILE) && !told) {
      problems.add("", FlowSource.FLOW_FILE, start, "there is no flow.yaml");
    }
    if (bytes(source) > FlowSource.MAX_BYTES) {
      problems.add(
          "",
          FlowSource.FLOW_FILE,
          start,
          "the flow's files have more than %d KB in all".formatted(FlowSource.MAX_BYTES / 1024));
    }
  }

  private static boolean isAboutFlow(Problem problem) {
    return problem.file().equals(FlowSource.FLOW_FILE);
  }

  private static long bytes(FlowSource source) {
    return source.revisionFiles().entrySet().stream()
        .mapToLong(file -> length(file.getKey()) + length(file.getValue()))
        .sum();
  }

  private static long length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Flow flow(Fields fields, Reading reading) {
    HeadReader.format(fields);
    String name = HeadReader.name(fields);
    PeriodRule period = HeadReader.period(fields);
    if (!fields.has("inputs") && !fields.has("stages")) {
      fields.problem("a flow needs at least one input or stage");
    }
    RunRules rules = RunRulesReader.read(fields);
    List<Parameter> parameters = ParameterReader.read(fields);
    return new Flow(
        name,
        Revision.of(reading.source()),
        HeadReader.description(fields),
        period,
        rules,
        HeadReader.sample(fields, period),
        parameters,
        InputReader.read(fields, period.every(), rules),
        new TriggerReader(reading, name, parameters, rules).read(fields),
        new StageReader(reading).read(fields),
        new FigureReader(reading).read(fields),
        new CheckReader(reading).read(fields),
        new PublicationReader(reading).read(fields));
  }

  private static void refuseCycles(Flow flow, Fields fields) {
    for (List<String> cycle : Cycles.in(flow.stages())) {
      Fields stages = Section.of(fields, "stages");
      stages.problemAt(
          cycle.getFirst(), "the stage needs itself: " + String.join(" needs ", cycle));
    }
  }
}
