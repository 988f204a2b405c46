package io.sluice.engine.flow;

import io.sluice.engine.flow.PeriodRule.Every;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Tells whether a text is a pattern of file names. */
final class GlobSyntax {

  private static final int LONGEST = 200;
  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

  private GlobSyntax() {}

  /**
   * What is wrong with the pattern; empty when nothing is.
   *
   * @param every the length of the flow's periods, one of which may stand in braces
   * @param slice names of the parameters that may stand in braces
   */
  static Optional<String> problemIn(String glob, Every every, Collection<String> slice) {
    if (glob.contains("/") || glob.contains("\\")) {
      return Optional.of(
          "\"%s\" has a folder in it; a pattern is about file names alone".formatted(glob));
    }
    if (glob.length() > LONGEST) {
      return Optional.of("a pattern has at most %d characters".formatted(LONGEST));
    }
    if (every == Every.NONE && glob.contains("{" + FilePattern.PERIOD + "}")) {
      return Optional.of("{period} stands in \"%s\" but the flow has no period".formatted(glob));
    }
    String rest =
        BRACES.matcher(glob).replaceAll(found -> isAllowed(found.group(1), slice) ? "" : "{");
    if (rest.contains("{") || rest.contains("}")) {
      return Optional.of(
          "only {period}, parameters of the slice and alternatives such as {csv,txt} may stand in braces in \"%s\""
              .formatted(glob));
    }
    return bracketsMatch(glob) && isPattern(glob, every)
        ? Optional.empty()
        : Optional.of("the brackets in \"%s\" hold no set such as [a-z]".formatted(glob));
  }

  private static boolean bracketsMatch(String glob) {
    boolean brackets = glob.contains("[") || glob.contains("]");
    return !brackets || glob.matches("[^\\[\\]]*(\\[[^\\[\\]]+][^\\[\\]]*)+");
  }

  /** An empty set and one whose range runs backwards are none. */
  private static boolean isPattern(String glob, Every every) {
    try {
      FilePattern.of(glob, every);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static boolean isAllowed(String inBraces, Collection<String> slice) {
    return inBraces.equals(FilePattern.PERIOD)
        || (inBraces.contains(",") && !inBraces.contains("[") && !inBraces.contains("]"))
        || slice.contains(inBraces);
  }
}
