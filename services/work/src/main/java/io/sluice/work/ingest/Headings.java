package io.sluice.work.ingest;

import io.sluice.engine.flow.Column;
import io.sluice.engine.flow.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds a contract's columns among a file's headings. */
final class Headings {
  private static final int MOST_NAMED = 40;
  private static final int MOST_TYPOS = 2;

  private Headings() {}

  /**
   * The position in the file of each column of the contract.
   *
   * @throws RefusedFileException naming every column that is missing, doubled or not allowed
   */
  static int[] locate(String where, Contract contract, List<String> found)
      throws RefusedFileException {
    var problems = new ArrayList<String>();
    int[] positions = new int[contract.columns().size()];
    for (int i = 0; i < positions.length; i++) {
      String heading = contract.columns().get(i).header();
      positions[i] = found.indexOf(heading);
      if (positions[i] < 0) {
        problems.add(missing(heading, found));
      } else if (positions[i] != found.lastIndexOf(heading)) {
        problems.add(doubled(heading, positions[i], found.lastIndexOf(heading)));
      }
    }
    if (contract.otherColumns() == Contract.OtherColumns.FAIL) {
      problems.addAll(others(contract, found));
    }
    if (!problems.isEmpty()) {
      throw new RefusedFileException(
          "%s: %s. The columns found are %s."
              .formatted(where, String.join("; ", problems), named(found)));
    }
    return positions;
  }

  private static String missing(String heading, List<String> found) {
    String question = closest(heading, found).map(" (did you mean \"%s\"?)"::formatted).orElse("");
    return "the column \"%s\" is missing%s".formatted(heading, question);
  }

  private static String doubled(String heading, int first, int last) {
    return "the column \"%s\" stands twice, as columns %d and %d"
        .formatted(heading, first + 1, last + 1);
  }

  private static List<String> others(Contract contract, List<String> found) {
    Set<String> known =
        contract.columns().stream()
            .map(Column::header)
            .collect(Collectors.toCollection(HashSet::new));
    return found.stream()
        .filter(heading -> !heading.isEmpty() && known.add(heading))
        .limit(MOST_NAMED)
        .map("the column \"%s\" is not in the contract"::formatted)
        .toList();
  }

  private static String named(List<String> found) {
    String names =
        found.stream()
            .filter(heading -> !heading.isEmpty())
            .limit(MOST_NAMED)
            .map(heading -> "\"" + heading + "\"")
            .collect(Collectors.joining(", "));
    return found.size() > MOST_NAMED ? names + ", …" : names.isEmpty() ? "none" : names;
  }

  private static Optional<String> closest(String heading, List<String> found) {
    String wanted = folded(heading);
    return found.stream()
        .limit(MOST_NAMED * 10L)
        .filter(other -> !other.isEmpty() && other.length() < heading.length() + 10)
        .filter(other -> typos(wanted, folded(other)) <= Math.min(MOST_TYPOS, wanted.length() / 3))
        .findFirst();
  }

  private static String folded(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
  }

  /** Levenshtein's distance. */
  private static int typos(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
