package io.sluice.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The services that there are. */
enum ServiceProgram {
  RUNS(io.sluice.runs.Application::main),
  STAGE(io.sluice.stage.Application::main),
  VALIDATION(io.sluice.validation.Application::main),
  INTAKE(io.sluice.intake.Application::main),
  SCHEDULER(io.sluice.scheduler.Application::main);

  private final Consumer<String[]> main;

  ServiceProgram(Consumer<String[]> main) {
    this.main = main;
  }

  /** The service of that name, {@code runs}. */
  static Optional<ServiceProgram> named(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(ServiceProgram::word).toList();
  }

  /** Starts it; returns when it is ready. */
  void main(String[] arguments) {
    main.accept(arguments);
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
