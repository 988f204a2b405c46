package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.engine.flow.Slices;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Shows runs as a table, or as a JSON object a line. */
public final class RunList {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private RunList() {}

  /** The table; every line ends with a line feed. */
  public static String table(List<RunRow> rows, ZoneId zone) {
    boolean sliced = rows.stream().anyMatch(row -> !row.slice().isEmpty());
    Columns columns =
        sliced
            ? new Columns(false, false, false, false, false, true, false, true)
            : new Columns(false, false, false, false, true, false, true);
    columns.row(
        cells(sliced, "run", "flow", "slice", "period", "state", "version", "started", "took"));
    for (RunRow row : rows) {
      columns.row(
          cells(
              sliced,
              RunRow.shortId(row.run()),
              row.flow(),
              Slices.text(row.slice()),
              row.period(),
              row.standing().toString(),
              row.version().isPresent() ? Long.toString(row.version().getAsLong()) : "",
              moment(row.started(), zone),
              Numbers.time(millis(row))));
    }
    return columns.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String[] cells(
      boolean sliced, String run, String flow, String slice, String... others) {
    List<String> cells = new ArrayList<>(List.of(run, flow));
    if (sliced) {
      cells.add(slice);
    }
    cells.addAll(List.of(others));
    return cells.toArray(String[]::new);
  }

  /** {@code 2026-11-05 09:12:44}. */
  static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }

  static OptionalLong millis(RunRow row) {
    return row.took().map(Duration::toMillis).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /** A JSON object a line. */
  public static String json(List<RunRow> rows) {
    return rows.stream()
        .map(row -> Json.object(row, RunList::row) + "\n")
        .collect(Collectors.joining());
  }

  private static void row(JsonGenerator json, RunRow row) throws IOException {
    json.writeStringField("run", row.run());
    json.writeStringField("flow", row.flow());
    Json.texts(json, "slice", row.slice());
    Json.text(json, "period", row.period());
    json.writeStringField("status", row.standing().toString());
    Json.number(json, "version", row.version());
    json.writeStringField("started", row.started().toString());
    Json.number(json, "millis", millis(row));
  }
}
