package io.sluice.engine.intake;

import java.util.Locale;

/** Tells what files of an inbox are by their names. */
public final class InboxNames {

  /** What is added to a file's name to say that it is complete. */
  public static final String MARKER = ".done";

  private static final int LONGEST = 200;

  private InboxNames() {}

  /** Whether the file waits for nobody: hidden, a marker, or under a name for unfinished files. */
  public static boolean isIgnored(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return name.startsWith(".")
        || lower.endsWith(MARKER)
        || lower.endsWith(".tmp")
        || lower.endsWith(".part");
  }

  /** Whether a name is short and plain enough to be told and kept. */
  public static boolean isSane(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && name.codePoints().noneMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\');
  }
}
