package io.sluice.engine.flow;

import java.util.List;
import java.util.Map;

/** The keys that flow.yaml and a report's YAML may have, section by section. */
public final class FlowKeys {

  static final List<String> FLOW =
      List.of(
          "format",
          "flow",
          "description",
          "period",
          "slice",
          "labels",
          "max_active",
          "sample",
          "parameters",
          "inputs",
          "triggers",
          "stages",
          "figures",
          "checks",
          "publish");
  static final List<String> PERIOD = List.of("every", "of", "timezone");
  static final List<String> SAMPLE = List.of("dir", "period");
  static final List<String> PARAMETER = List.of("type", "default", "min", "max");
  static final List<String> INPUT =
      List.of(
          "files",
          "format",
          "sheet",
          "header_row",
          "delimiter",
          "quote",
          "encoding",
          "columns",
          "other_columns",
          "on_bad_row",
          "max_bad_rows",
          "pool");
  static final List<String> COLUMN = List.of("type", "required", "round", "format", "from");
  static final List<String> TRIGGER = List.of("schedule", "arrivals", "result");
  static final List<String> SCHEDULE =
      List.of(
          "name",
          "cron",
          "enabled",
          "catchup",
          "overlap",
          "on_missing",
          "jitter",
          "params",
          "start",
          "end");
  static final List<String> ARRIVALS = List.of("inputs", "quiet");
  static final List<String> RESULT = List.of("flow", "publication");
  static final List<String> STAGE =
      List.of("needs", "sql", "pool", "volatile", "isolation", "timeout", "retries", "memory");
  static final List<String> RETRIES = List.of("attempts", "backoff");
  static final List<String> FIGURE = List.of("rows", "of", "column", "label", "unit");
  static final List<String> CHECK =
      List.of(
          "name",
          "severity",
          "on",
          "unique",
          "not_null",
          "rows",
          "sql",
          "value",
          "expect",
          "between",
          "figures",
          "match",
          "figure",
          "drift");
  static final List<String> BOUNDS = List.of("min", "max");
  static final List<String> PUBLICATION =
      List.of("xlsx", "csv", "parquet", "html", "duckdb", "pool");
  static final List<String> XLSX = List.of("sheets");
  static final List<String> SHEET = List.of("of", "formats");
  static final List<String> CSV = List.of("of", "delimiter");
  static final List<String> REPORT = List.of("title", "lang", "blocks");
  static final List<String> BLOCK = List.of("text", "figures", "table", "chart");
  static final List<String> TABLE = List.of("of", "title", "limit");
  static final List<String> CHART = List.of("bar", "line", "pie", "x", "y", "title", "limit");

  private FlowKeys() {}

  /**
   * The keys of flow.yaml and report files by the name of the section, as the published JSON Schema
   * calls it.
   */
  public static Map<String, List<String>> bySection() {
    return Map.ofEntries(
        Map.entry("flow", FLOW),
        Map.entry("period", PERIOD),
        Map.entry("sample", SAMPLE),
        Map.entry("parameter", PARAMETER),
        Map.entry("input", INPUT),
        Map.entry("column", COLUMN),
        Map.entry("trigger", TRIGGER),
        Map.entry("schedule", SCHEDULE),
        Map.entry("arrivals", ARRIVALS),
        Map.entry("result", RESULT),
        Map.entry("stage", STAGE),
        Map.entry("retries", RETRIES),
        Map.entry("figure", FIGURE),
        Map.entry("check", CHECK),
        Map.entry("bounds", BOUNDS),
        Map.entry("publication", PUBLICATION),
        Map.entry("xlsx", XLSX),
        Map.entry("sheet", SHEET),
        Map.entry("csv", CSV),
        Map.entry("report", REPORT),
        Map.entry("block", BLOCK),
        Map.entry("table", TABLE),
        Map.entry("chart", CHART));
  }
}
