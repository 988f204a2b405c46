package io.sluice.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the services that it is told, in this process. */
public final class Main {

  private static final int WRONG_ORDER = 2;
  private static final String[] NO_ARGUMENTS = {};

  private Main() {}

  /**
   * @param words the services to start: {@code runs}. Several share a process only where each may
   *     listen on a port of its own
   */
  public static void main(String[] words) {
    List<ServiceProgram> programs = new ArrayList<>();
    for (String word : words) {
      Optional<ServiceProgram> program = ServiceProgram.named(word);
      if (program.isEmpty()) {
        refuse("There is no service \"%s\".".formatted(word));
        return;
      }
      programs.add(program.get());
    }
    if (programs.isEmpty()) {
      refuse("No service was named.");
      return;
    }
    programs.forEach(program -> program.main(NO_ARGUMENTS));
  }

  private static void refuse(String why) {
    System.err.println(why + " Name one of: " + String.join(", ", ServiceProgram.names()) + ".");
    System.exit(WRONG_ORDER);
  }
}
