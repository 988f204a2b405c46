package io.sluice.cli.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small monthly flow for tests of many periods: two stages over one file. */
final class TradesFlow {

  static final String NAME = "trades";

  private static final String YAML =
      """
      format: 1
      flow: trades
      period: { every: month, of: same }
      parameters: { floor: { type: integer, default: 0 } }
      inputs:
        trades: { files: "trades-{period}.csv", columns: { id: bigint, amount: integer } }
      stages:
        kept: { needs: [trades], sql: "select * from trades where amount >= $floor" }
        total: { needs: [kept], sql: "select sum(amount) as amount from kept" }
      checks:
        - { name: id_once, on: kept, unique: [id] }
      publish:
        kept: { csv: kept }
        total: { csv: total }
      """;

  private TradesFlow() {}

  /** Writes the flow into a folder of {@code flow-definitions}. */
  static Path write(Path definitions) throws IOException {
    Path folder = Files.createDirectories(definitions.resolve(NAME));
    Files.writeString(folder.resolve("flow.yaml"), YAML);
    return folder;
  }

  /** A file of trades with those amounts. */
  static String csv(Integer... amounts) {
    StringBuilder text = new StringBuilder("id,amount\n");
    int id = 1;
    for (int amount : List.of(amounts)) {
      text.append(id++).append(',').append(amount).append('\n');
    }
    return text.toString();
  }
}
