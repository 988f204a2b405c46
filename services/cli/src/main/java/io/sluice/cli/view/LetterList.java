package io.sluice.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Shows dead letters without what they hold, as a table, or as a JSON object a line. */
public final class LetterList {

  private LetterList() {}

  /** The table; every line ends with a line feed. */
  public static String table(List<LetterRow> rows, ZoneId zone) {
    Columns columns = new Columns(false, false, true, true, false, false, false);
    columns.row("put aside", "topic", "partition", "offset", "key", "from", "reason");
    for (LetterRow row : rows) {
      columns.row(
          RunList.moment(row.at(), zone),
          Columns.cell(row.topic()),
          Integer.toString(row.partition()),
          Long.toString(row.offset()),
          Columns.cell(row.key()),
          RunList.moment(row.time(), zone),
          Columns.cell(row.reason()));
    }
    return columns.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** A JSON object a line. */
  public static String json(List<LetterRow> rows) {
    return rows.stream()
        .map(row -> Json.object(row, LetterList::row) + "\n")
        .collect(Collectors.joining());
  }

  private static void row(JsonGenerator json, LetterRow row) throws IOException {
    json.writeStringField("at", row.at().toString());
    json.writeStringField("topic", row.topic());
    json.writeNumberField("partition", row.partition());
    json.writeNumberField("offset", row.offset());
    json.writeStringField("time", row.time().toString());
    Json.text(json, "key", row.key());
    json.writeStringField("reason", row.reason());
  }
}
