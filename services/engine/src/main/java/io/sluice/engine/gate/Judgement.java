package io.sluice.engine.gate;

import java.util.List;

/**
 * What looking at an assertion gave.
 *
 * @param expected what the assertion asks for, in words that follow "expected"
 * @param observed what there is, in words that follow "observed"
 * @param evidence the first violations; at most {@value #MAX_EVIDENCE} lines of at most {@value
 *     #MAX_LINE} characters, longer ones are cut
 */
public record Judgement(boolean holds, String expected, String observed, List<String> evidence) {

  /** Most lines of evidence. */
  public static final int MAX_EVIDENCE = 20;

  /** Longest text. */
  public static final int MAX_LINE = 200;

  private static final String CUT = "…";

  public Judgement {
    expected = cut(expected);
    observed = cut(observed);
    evidence = evidence.stream().limit(MAX_EVIDENCE).map(Judgement::cut).toList();
  }

  /** The assertion holds. */
  public static Judgement passed(String expected, String observed) {
    return new Judgement(true, expected, observed, List.of());
  }

  /** The assertion does not hold, or nobody can tell. */
  public static Judgement failed(String expected, String observed, List<String> evidence) {
    return new Judgement(false, expected, observed, evidence);
  }

  private static String cut(String text) {
    if (text.length() <= MAX_LINE) {
      return text;
    }
    int end = MAX_LINE - CUT.length();
    boolean splitsPair = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splitsPair ? end - 1 : end) + CUT;
  }
}
