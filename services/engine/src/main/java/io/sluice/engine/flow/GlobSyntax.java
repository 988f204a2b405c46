package io.sluice.engine.flow;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells whether a text is a pattern of file names. */
final class GlobSyntax {

  private static final int LONGEST = 200;
  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

  private GlobSyntax() {}

  /**
   * What is wrong with the pattern; empty when nothing is.
   *
   * @param slice names of the parameters that may stand in braces
   */
  static Optional<String> problemIn(String glob, Collection<String> slice) {
    if (glob.contains("/") || glob.contains("\\")) {
      return Optional.of(
          "\"%s\" has a folder in it; a pattern is about file names alone".formatted(glob));
    }
    if (glob.length() > LONGEST) {
      return Optional.of("a pattern has at most %d characters".formatted(LONGEST));
    }
    String rest =
        BRACES.matcher(glob).replaceAll(found -> isAllowed(found.group(1), slice) ? "" : "{");
    if (rest.contains("{") || rest.contains("}")) {
      return Optional.of(
          "only {period}, parameters of the slice and alternatives such as {csv,txt} may stand in braces in \"%s\""
              .formatted(glob));
    }
    boolean brackets = glob.contains("[") || glob.contains("]");
    return brackets && !glob.matches("[^\\[\\]]*(\\[[^\\[\\]]+][^\\[\\]]*)+")
        ? Optional.of("the brackets in \"%s\" do not match".formatted(glob))
        : Optional.empty();
  }

  private static boolean isAllowed(String inBraces, Collection<String> slice) {
    return inBraces.equals(FilePattern.PERIOD)
        || inBraces.contains(",")
        || slice.contains(inBraces);
  }
}
