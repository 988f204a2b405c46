package io.sluice.cli.view;

import io.sluice.cli.view.RunDetails.Version;
import io.sluice.cli.view.RunView.CheckRow;
import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Origin;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells all of a run: where it stands, what it read, what it did, what it published. */
public final class RunDetailsReport {

  private static final int SHOWN_HASH = 12;
  private static final int SHOWN_OBSERVED = 60;

  private RunDetailsReport() {}

  /**
   * The report; every line ends with a line feed.
   *
   * @param zone in which times are told
   */
  public static String of(RunDetails run, ZoneId zone) {
    RunView view = run.view();
    List<String> lines = new ArrayList<>();
    lines.add(RunReport.headline(view));
    lines.addAll(facts(run, zone));
    lines.addAll(section("Inputs", inputs(run)));
    lines.addAll(section("Stages", RunProgress.table(view.stages())));
    lines.addAll(RunReport.figures(view));
    lines.addAll(section("Checks: " + RunReport.counts(view.checks()), checks(view)));
    lines.addAll(RunReport.files(view));
    lines.addAll(section("Versions", versions(run, zone)));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> section(String title, List<String> lines) {
    return lines.isEmpty() ? List.of() : RunReport.section(title, lines);
  }

  private static List<String> facts(RunDetails run, ZoneId zone) {
    Columns facts = new Columns(false, false);
    facts.row("flow", run.view().flow());
    fact(facts, "slice", run.slice());
    fact(facts, "period", run.view().period());
    facts.row("run", run.view().run());
    facts.row("revision", run.view().revision());
    facts.row("trigger", trigger(run.origin()));
    run.origin().replayOf().ifPresent(replayed -> facts.row("repeats", replayed));
    run.origin().backfill().ifPresent(backfill -> facts.row("backfill", backfill));
    fact(facts, "labels", pairs(run.origin().labels()));
    fact(facts, "parameters", pairs(run.parameters()));
    facts.row("started", RunList.moment(run.started(), zone));
    run.took().ifPresent(took -> facts.row("took", Numbers.time(OptionalLong.of(took.toMillis()))));
    return facts.lines();
  }

  private static void fact(Columns facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.row(name, value);
    }
  }

  private static String trigger(Origin origin) {
    return origin.kind().name().toLowerCase(Locale.ROOT) + " " + origin.id();
  }

  private static String pairs(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .filter(pair -> !pair.getValue().isEmpty())
            .map(pair -> pair.getKey() + "=" + pair.getValue())
            .collect(Collectors.joining(", "));
  }

  private static List<String> inputs(RunDetails run) {
    Columns inputs = new Columns(false, false, true, false);
    run.inputs()
        .forEach(
            (input, files) ->
                files.forEach(
                    file -> inputs.row(input, file.name(), bytes(file), hash(file.sha256()))));
    return inputs.lines();
  }

  private static String bytes(InputFile file) {
    return Numbers.of(BigDecimal.valueOf(file.bytes())) + " bytes";
  }

  private static String hash(String sha256) {
    return "sha256 " + sha256.substring(0, Math.min(SHOWN_HASH, sha256.length()));
  }

  private static List<String> checks(RunView view) {
    Columns checks = new Columns(false, false, false);
    for (CheckRow check : view.checks()) {
      checks.row(
          check.isFailed() && !check.isError() ? "warning" : check.status(),
          check.check(),
          check.isFailed()
              ? "expected %s, observed %s".formatted(check.expected(), check.observed())
              : shortened(check.observed()));
    }
    return checks.lines();
  }

  private static String shortened(String observed) {
    return observed.length() <= SHOWN_OBSERVED
        ? observed
        : observed.substring(0, SHOWN_OBSERVED - 1) + "…";
  }

  private static List<String> versions(RunDetails run, ZoneId zone) {
    Columns versions = new Columns(true, false, false, false);
    for (Version version : run.versions()) {
      versions.row(
          Long.toString(version.version()),
          RunList.moment(version.at(), zone),
          "run " + RunRow.shortId(version.run()),
          remark(run, version));
    }
    return versions.lines();
  }

  private static String remark(RunDetails run, Version version) {
    List<String> remarks = new ArrayList<>();
    if (version.run().equals(run.view().run())) {
      remarks.add("this run");
    }
    if (version.equals(run.versions().getLast())) {
      remarks.add("current");
    }
    return String.join(", ", remarks);
  }
}
