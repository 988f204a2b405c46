package io.sluice.work.check;

import io.sluice.engine.artefact.ArtefactFile;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.flow.Counted;
import io.sluice.engine.flow.Need;
import io.sluice.engine.gate.Judgement;
import io.sluice.engine.run.CheckItem;
import java.util.List;

/** Tells from the end of an input's stage whether the input kept its contract. */
final class ContractJudge {

  private ContractJudge() {}

  static Judgement judge(String input, CheckItem item) {
    String expected = "the contract of " + input;
    List<String> failure = item.inputFailure();
    if (!failure.isEmpty()) {
      return Judgement.failed(expected, failure.getFirst(), failure.subList(1, failure.size()));
    }
    return item.inputs().stream()
        .findFirst()
        .map(read -> Judgement.passed(expected, observed(read.artefact())))
        .orElseGet(() -> Judgement.failed(expected, "no data", List.of()));
  }

  private static String observed(ArtefactRef artefact) {
    long aside = rows(artefact, Need.QUARANTINE);
    String kept = Counted.of(rows(artefact, Need.DATA), "row", "rows");
    return aside == 0 ? kept : "%s, %d set aside".formatted(kept, aside);
  }

  private static long rows(ArtefactRef artefact, String output) {
    return artefact.files().stream()
        .filter(file -> file.output().equals(output))
        .mapToLong(ArtefactFile::rows)
        .sum();
  }
}
