package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows planned ticks as a table, or as a JSON object a line. */
public final class TickList {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private TickList() {}

  /** The table; every line ends with a line feed. When ticks are told only if they have jitter. */
  public static String table(List<PlannedTick> ticks) {
    if (ticks.isEmpty()) {
      return "";
    }
    boolean late = ticks.stream().anyMatch(tick -> !tick.toldAt().equals(tick.planned()));
    Columns columns = new Columns(new boolean[late ? 7 : 6]);
    columns.row(cells(late, "flow", "schedule", "local", "zone", "UTC", "period", "told"));
    for (PlannedTick tick : ticks) {
      columns.row(
          cells(
              late,
              tick.flow(),
              tick.schedule(),
              OFFSET.format(tick.planned().atZone(tick.zone())),
              tick.zone().getId(),
              tick.planned().toString(),
              tick.period().isEmpty() ? "-" : tick.period(),
              SECOND.format(tick.toldAt().atZone(tick.zone()))));
    }
    return columns.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String[] cells(boolean late, String... cells) {
    List<String> shown = new ArrayList<>(List.of(cells));
    if (!late) {
      shown.removeLast();
    }
    return shown.toArray(String[]::new);
  }

  /** {@code bottleneck monthly: next 2026-12-15 09:00 Europe/Paris}. */
  public static String line(PlannedTick tick) {
    return "%s %s: next %s %s"
        .formatted(
            tick.flow(), tick.schedule(), local(tick.planned(), tick.zone()), tick.zone().getId());
  }

  private static String local(Instant instant, ZoneId zone) {
    return MINUTE.format(instant.atZone(zone));
  }

  /** A JSON object a line. */
  public static String json(List<PlannedTick> ticks) {
    return ticks.stream()
        .map(tick -> Json.object(tick, TickList::tick) + "\n")
        .collect(Collectors.joining());
  }

  private static void tick(JsonGenerator json, PlannedTick tick) throws IOException {
    json.writeStringField("flow", tick.flow());
    json.writeStringField("schedule", tick.schedule());
    json.writeStringField("planned", tick.planned().toString());
    json.writeStringField("local", OFFSET.format(tick.planned().atZone(tick.zone())));
    json.writeStringField("timezone", tick.zone().getId());
    Json.text(json, "period", tick.period());
    json.writeStringField("told", tick.toldAt().toString());
  }
}
