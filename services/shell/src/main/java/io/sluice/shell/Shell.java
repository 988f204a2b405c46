package io.sluice.shell;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Micronaut application around one service. */
public final class Shell {

  private static final int CANNOT_START = 4;

  private Shell() {}

  /**
   * Serves health and metrics, then starts the service; ends the process when it cannot start.
   * SIGTERM stops it.
   *
   * @param name {@code runs}: names the service in its log
   * @param application the service's main class
   */
  public static void run(String name, Class<?> application, ServiceStart start, String[] args) {
    // The other programs of the class path have logging of their own.
    System.setProperty(
        "logback.configurationFile",
        System.getProperty("logback.configurationFile", "sluice-service-logback.xml"));
    Logger log = LoggerFactory.getLogger(Shell.class);
    try {
      ApplicationContext context =
          Micronaut.build(args)
              .mainClass(application)
              .banner(false)
              .properties(
                  Map.of(
                      "micronaut.application.name",
                      "sluice-" + name,
                      "sluice.version",
                      version(application)))
              .start();
      log.atInfo()
          .addKeyValue("service", name)
          .addKeyValue("address", context.getBean(EmbeddedServer.class).getURL())
          .log("Health and metrics are served");
      context.getBean(RunningService.class).start(start);
      log.atInfo().addKeyValue("service", name).log("Ready");
    } catch (InterruptedException | RuntimeException e) {
      tell(log, name, e);
      System.exit(CANNOT_START);
    }
  }

  /** What Micronaut met while it read the settings is told as it was meant. */
  private static void tell(Logger log, String name, Exception e) {
    Optional<String> sentence =
        Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
            .filter(ServiceStartException.class::isInstance)
            .map(cause -> String.valueOf(cause.getMessage()))
            .findFirst();
    if (sentence.isPresent()) {
      sentence.get().lines().forEach(it -> log.atError().addKeyValue("service", name).log(it));
    } else {
      log.atError().addKeyValue("service", name).setCause(e).log("Cannot start");
    }
  }

  private static String version(Class<?> application) {
    String version = application.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
