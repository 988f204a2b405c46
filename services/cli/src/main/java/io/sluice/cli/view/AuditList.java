package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows what was asked for as a table, or as a JSON object a line. */
public final class AuditList {

  private static final Pattern LONG_ID =
      Pattern.compile("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$");

  private AuditList() {}

  /**
   * The table, with runs by the first characters of their ids; every line ends with a line feed.
   */
  public static String table(List<AuditRow> rows, ZoneId zone) {
    Columns columns = new Columns(false, false, false, false, false, false);
    columns.row("at", "by", "asked", "about", "outcome", "reason");
    for (AuditRow row : rows) {
      columns.row(
          RunList.moment(row.at(), zone),
          Columns.cell(row.principal()),
          Columns.cell(row.action()),
          Columns.cell(LONG_ID.matcher(row.subject()).replaceFirst("$1")),
          Columns.cell(row.outcome()),
          Columns.cell(row.reason()));
    }
    return columns.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** A JSON object a line, with the names that the topic has. */
  public static String json(List<AuditRow> rows) {
    return rows.stream()
        .map(row -> Json.object(row, AuditList::row) + "\n")
        .collect(Collectors.joining());
  }

  private static void row(JsonGenerator json, AuditRow row) throws IOException {
    json.writeStringField("id", row.id());
    json.writeStringField("at", row.at().toString());
    json.writeStringField("principal", row.principal());
    json.writeStringField("action", row.action());
    json.writeStringField("subject", row.subject());
    json.writeStringField("outcome", row.outcome());
    Json.text(json, "reason", row.reason());
  }
}
