package io.sluice.engine.flow;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person may have meant. */
public final class Suggestion {

  private static final int LONGEST = 100;

  private Suggestion() {}

  /** {@code ; did you mean x?}, or nothing when no candidate is near. */
  static String near(String written, Collection<String> candidates) {
    return nearest(written, candidates)
        .map(name -> "; did you mean \"%s\"?".formatted(name))
        .orElse("");
  }

  /** The candidate that differs least, if it differs in few letters; case does not count. */
  public static Optional<String> nearest(String written, Collection<String> candidates) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    int reach = Math.max(1, Math.min(3, written.length() / 3));
    record Candidate(String name, int distance) {}
    return candidates.stream()
        .filter(name -> Math.abs(name.length() - written.length()) <= reach)
        .map(
            name ->
                new Candidate(
                    name,
                    distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance <= reach)
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /**
   * The fewest insertions, deletions, replacements and swaps of neighbours that make one text of
   * the other: the optimal string alignment distance.
   */
  private static int distance(String from, String to) {
    int[][] table = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : step(table, from, to, i, j);
      }
    }
    return table[from.length()][to.length()];
  }

  private static int step(int[][] table, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int edited = 1 + Math.min(table[i - 1][j], table[i][j - 1]);
    int least = Math.min(edited, table[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
  }
}
