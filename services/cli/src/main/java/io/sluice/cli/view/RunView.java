package io.sluice.cli.view;

import io.sluice.engine.flow.Slices;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run at one moment, or at its end.
 *
 * @param slice the parameters that are part of the data's identity; empty for most flows
 * @param period {@code 2026-10}; empty when the flow has none
 * @param version of the publication; empty until published
 * @param unchanged the artefacts equal those of the current publication, so there is no new version
 * @param error why nothing came of it, for the person who must act; empty when something did
 * @param lastGood the current publication of the same flow, slice and period, if there is one
 */
public record RunView(
    String run,
    String flow,
    String revision,
    Map<String, String> slice,
    String period,
    OptionalInt version,
    Status status,
    boolean unchanged,
    List<StageRow> stages,
    List<FigureRow> figures,
    List<CheckRow> checks,
    List<PublishedFile> published,
    Optional<String> error,
    Optional<LastGood> lastGood) {

  public RunView {
    slice = Map.copyOf(slice);
    stages = List.copyOf(stages);
    figures = List.copyOf(figures);
    checks = List.copyOf(checks);
    published = List.copyOf(published);
  }

  /** Where a run stands. All but {@code RUNNING} are ends. */
  public enum Status {
    RUNNING,
    PUBLISHED,
    /** It repeated a run beside what is published. */
    REPLAYED,
    REJECTED,
    FAILED,
    CANCELLED,
    SUPERSEDED
  }

  /** Where it stands, as programs read it, here as in a list of runs. */
  String word() {
    return unchanged ? "unchanged" : status.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A stage of the run.
   *
   * @param status {@code waiting}, {@code ready}, {@code running}, {@code completed}, {@code
   *     failed}, {@code skipped}; when the run is over {@code not begun} and {@code not finished}
   *     instead of the first three
   * @param rows of the table or file that it made; empty when it made none
   * @param millis how long it worked; empty until it has completed
   * @param reused a committed artefact was there, so nothing was worked
   */
  public record StageRow(
      String stage, String status, OptionalLong rows, OptionalLong millis, boolean reused) {}

  /**
   * A key number.
   *
   * @param value exact; empty when the figure was NULL
   * @param unit {@code EUR}; empty for a plain count
   */
  public record FigureRow(String name, Optional<BigDecimal> value, String unit) {}

  /**
   * A check and its verdict.
   *
   * @param on what it looked at, several names joined by a comma
   * @param status {@code passed}, {@code failed}, {@code skipped}
   * @param severity {@code error} or {@code warn}
   */
  public record CheckRow(
      String check, String on, String status, String severity, String expected, String observed) {

    boolean isFailed() {
      return status.equals("failed");
    }

    boolean isError() {
      return severity.equals("error");
    }
  }

  /**
   * A file of the publication.
   *
   * @param name the file's name, {@code rapport_ca.xlsx}
   * @param address below the root of all published files, the same on every machine
   * @param place where people find it: a path or a URL
   * @param sha256 lower-case hex
   * @param rows of a table; empty for a page
   */
  public record PublishedFile(
      String name, String address, String place, String sha256, OptionalLong rows) {}

  /** The current publication, and where its files are. */
  public record LastGood(int version, String where) {}

  /** The same run with its files elsewhere. */
  public RunView withPublished(List<PublishedFile> files) {
    return new RunView(
        run, flow, revision, slice, period, version, status, unchanged, stages, figures, checks,
        files, error, lastGood);
  }

  /** The slice as text, {@code taxi=green}; empty without one. */
  public String sliceText() {
    return Slices.text(slice);
  }

  /** {@code bottleneck 2026-10}, {@code taxi taxi=green 2026-10}. */
  String title() {
    return Stream.of(flow, sliceText(), period)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
