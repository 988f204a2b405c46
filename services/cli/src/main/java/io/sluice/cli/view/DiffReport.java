package io.sluice.cli.view;

import io.sluice.cli.view.RunsDiff.Side;
import io.sluice.cli.view.RunsDiff.TableDifference;
import io.sluice.engine.compare.ComparedFigure;
import io.sluice.engine.run.RunSubject;
import io.sluice.work.compare.ArtefactComparison.Outcome;
import io.sluice.work.compare.TableDiff;
import io.sluice.work.compare.TableDiff.Cell;
import io.sluice.work.compare.TableDiff.Kind;
import io.sluice.work.compare.TableDiff.Row;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how two runs differ: the figures, then each table with its first rows. */
public final class DiffReport {

  private DiffReport() {}

  /**
   * The report; every line ends with a line feed.
   *
   * @param zone in which times are told
   */
  public static String of(RunsDiff diff, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add(diff.flow());
    Columns sides = new Columns(false, false, false, false, false);
    side(sides, "before", diff.before(), zone);
    side(sides, "after", diff.after(), zone);
    lines.addAll(sides.lines());
    if (!diff.figures().isEmpty()) {
      lines.addAll(RunReport.section("Figures", figures(diff.figures())));
    }
    for (TableDifference table : diff.tables()) {
      lines.add("");
      lines.addAll(table(table));
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static void side(Columns sides, String word, Side side, ZoneId zone) {
    sides.row(
        word,
        about(side.subject()),
        side.version().isPresent() ? "version " + side.version().getAsLong() : "no version",
        RunList.moment(side.started(), zone),
        "run " + RunRow.shortId(side.run()));
  }

  private static String about(RunSubject subject) {
    return Stream.of(subject.sliceText(), subject.period())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static List<String> figures(List<ComparedFigure> figures) {
    Columns columns = new Columns(false, true, true, true, false);
    for (ComparedFigure figure : figures) {
      columns.row(
          figure.name(),
          value(figure.before(), figure.unit()),
          value(figure.after(), figure.unit()),
          figure.change().map(change -> signed(change, figure.unit())).orElse(""),
          figure.unit());
    }
    return columns.lines();
  }

  private static String value(Optional<BigDecimal> value, String unit) {
    return value.map(number -> Numbers.of(number, unit)).orElse("none");
  }

  private static String signed(BigDecimal change, String unit) {
    if (change.signum() == 0) {
      return "=";
    }
    return (change.signum() > 0 ? "+" : "") + Numbers.of(change, unit);
  }

  private static List<String> table(TableDifference table) {
    String name =
        table.publications().isEmpty()
            ? table.stage()
            : "%s (in %s)".formatted(table.stage(), String.join(", ", table.publications()));
    return switch (table.outcome()) {
      case Outcome.Impossible(String why) ->
          List.of("%s: cannot be compared: %s".formatted(name, why));
      case Outcome.Compared(TableDiff diff) when diff.isSame() ->
          List.of("%s: the same, %s".formatted(name, rows(diff.rowsAfter())));
      case Outcome.Compared(TableDiff diff) -> different(name, diff);
    };
  }

  private static List<String> different(String name, TableDiff diff) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s, %s"
            .formatted(
                name,
                diff.rowsBefore() == diff.rowsAfter()
                    ? rows(diff.rowsAfter())
                    : "%s → %s".formatted(rows(diff.rowsBefore()), rows(diff.rowsAfter())),
                diff.key().isEmpty()
                    ? "compared by whole rows"
                    : "by " + String.join(", ", diff.key())));
    diff.columns().forEach(column -> lines.add("  " + column));
    kind(lines, diff, Kind.REMOVED, diff.removed());
    kind(lines, diff, Kind.ADDED, diff.added());
    kind(lines, diff, Kind.CHANGED, diff.changed());
    return lines;
  }

  private static String rows(long rows) {
    return Numbers.rows(OptionalLong.of(rows));
  }

  private static void kind(List<String> lines, TableDiff diff, Kind kind, long count) {
    if (count == 0) {
      return;
    }
    List<Row> shown = diff.rows().stream().filter(row -> row.kind() == kind).toList();
    String more = shown.size() < count ? ", the first %d:".formatted(shown.size()) : ":";
    lines.add("  %s %s%s".formatted(rows(count), word(kind), shown.isEmpty() ? "" : more));
    shown.forEach(row -> lines.add("    %s %s".formatted(sign(kind), row(row))));
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case ADDED -> "added";
      case REMOVED -> "removed";
      case CHANGED -> "changed";
    };
  }

  private static String sign(Kind kind) {
    return switch (kind) {
      case ADDED -> "+";
      case REMOVED -> "-";
      case CHANGED -> "~";
    };
  }

  private static String row(Row row) {
    String known = cells(row.known(), row.kind() == Kind.ADDED ? Kind.ADDED : Kind.REMOVED);
    String others = cells(row.cells(), row.kind());
    return known.isEmpty() || others.isEmpty() ? known + others : known + ": " + others;
  }

  private static String cells(List<Cell> cells, Kind kind) {
    return cells.stream()
        .map(cell -> cell.column() + " " + value(cell, kind))
        .collect(Collectors.joining(", "));
  }

  private static String value(Cell cell, Kind kind) {
    return switch (kind) {
      case ADDED -> shown(cell.after());
      case REMOVED -> shown(cell.before());
      case CHANGED -> shown(cell.before()) + " → " + shown(cell.after());
    };
  }

  /** On one line, and without what a terminal would obey. */
  private static String shown(Optional<String> value) {
    return value.map(text -> text.replaceAll("\\p{Cntrl}", " ")).orElse("NULL");
  }
}
