package io.sluice.engine.flow;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person may have meant. */
final class Suggestion {

  private static final int LONGEST = 100;

  private Suggestion() {}

  /** {@code ; did you mean x?}, or nothing when no candidate is near. */
  static String near(String written, Collection<String> candidates) {
    return nearest(written, candidates)
        .map(name -> "; did you mean \"%s\"?".formatted(name))
        .orElse("");
  }

  private static Optional<String> nearest(String written, Collection<String> candidates) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    int reach = Math.max(1, Math.min(3, written.length() / 3));
    record Candidate(String name, int distance) {}
    return candidates.stream()
        .filter(name -> Math.abs(name.length() - written.length()) <= reach)
        .map(name -> new Candidate(name, distance(written, name)))
        .filter(candidate -> candidate.distance <= reach)
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /** Levenshtein's distance: the fewest insertions, deletions and replacements of a character. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(diagonal, row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
