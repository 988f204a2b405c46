package io.sluice.cli.view;

import java.util.Map;

/**
 * What stderr can show. The launcher looks, because Java cannot tell whether stderr alone is a
 * terminal.
 *
 * @param live whether lines can be redrawn
 * @param lines the height
 * @param columns the width
 * @param colour whether colours are welcome
 */
public record Terminal(boolean live, int lines, int columns, boolean colour) {

  /** From {@code SLUICE_TTY}, {@code SLUICE_LINES}, {@code SLUICE_COLUMNS}, {@code NO_COLOR}. */
  public static Terminal of(Map<String, String> environment) {
    boolean live =
        "1".equals(environment.get("SLUICE_TTY")) && !"dumb".equals(environment.get("TERM"));
    boolean colour = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        live,
        number(environment, "SLUICE_LINES", 24),
        number(environment, "SLUICE_COLUMNS", 80),
        colour);
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String text = environment.getOrDefault(name, "");
    return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : otherwise;
  }
}
