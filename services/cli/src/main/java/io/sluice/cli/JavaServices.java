package io.sluice.cli;

import io.sluice.cli.bench.EmbeddedBench;
import io.sluice.cli.schedule.FolderSchedules;
import io.sluice.cli.view.TickList;
import io.sluice.intake.IntakeSettings;
import io.sluice.shell.FlowFolders;
import io.sluice.standalone.Standalone;
import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The services of this build. */
final class JavaServices implements Services {

  private static final Path INBOX = Path.of("inbox");

  private final PrintStream talk;

  /**
   * @param talk where to tell what is going on
   */
  JavaServices(PrintStream talk) {
    this.talk = talk;
  }

  @Override
  public Installation installation(Target target) {
    return switch (target) {
      case Target.Local() -> local(Home.here());
      case Target.Up() -> up(Home.here());
      case Target.Remote remote -> RemoteInstallation.connect(remote, Home.here().scratch());
    };
  }

  private static Installation up(Home home) {
    Target.Remote running =
        home.running()
            .orElseThrow(
                () ->
                    Refusal.usage(
                        "Nothing is up in this folder: start ./sluice up in another terminal, or"
                            + " name an installation with --bootstrap and --registry."));
    return RemoteInstallation.connect(running, home.scratch());
  }

  private Installation local(Home home) {
    Optional<Target.Remote> running = home.running();
    return running.isPresent()
        ? RemoteInstallation.connect(running.get(), home.scratch())
        : new LocalInstallation(
            home,
            version(),
            () -> talk.println("Another sluice works in this folder; waiting until it is done …"));
  }

  @Override
  public void up(boolean rehearsal) {
    Home home = Home.here();
    Optional<Target.Remote> running = home.running();
    if (running.isPresent()) {
      talk.println("Sluice is up here already.");
      tell(running.get());
      return;
    }
    try (StopSignal stop = StopSignal.listen();
        LocalInstallation services = (LocalInstallation) local(home)) {
      Standalone standalone = services.start(LocalInstallation.USUAL_POOLS);
      Target.Remote remote = remote(standalone);
      try (FlowFolders _ =
          FlowFolders.follow(
              () -> FlowPlaces.here().all().values(),
              standalone.workbench().inspector(),
              standalone.kafka(),
              talk::println)) {
        IntakeSettings intake = IntakeSettings.at(INBOX);
        watch(standalone, intake);
        schedule(standalone);
        home.tell(remote);
        talk.println("Sluice is up. Stop it with Ctrl-C.");
        tell(remote);
        talk.printf("  inbox     %s  (drop files in inbox/<flow>/)%n", intake.inbox());
        tellSchedules();
        if (rehearsal) {
          standalone.rehearse(List.copyOf(FlowPlaces.here().all().values()));
        }
        stop.await();
        home.forget();
      }
    }
  }

  private static void watch(Standalone standalone, IntakeSettings intake) {
    try {
      standalone.watch(intake);
    } catch (IOException e) {
      throw Refusal.failed(
          "The inbox %s cannot be used: %s.".formatted(intake.inbox(), FileWords.of(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted while the intake was starting.");
    }
  }

  @Override
  public void rebuild(Target target) {
    Rebuilding rebuilding = new Rebuilding(talk);
    switch (target) {
      case Target.Local() -> rebuilding.local(Home.here());
      case Target.Remote remote -> rebuilding.remote(remote);
      case Target.Up _ -> throw new IllegalArgumentException("a rebuild needs what is down");
    }
  }

  private static void schedule(Standalone standalone) {
    try {
      standalone.schedule();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted while the scheduler was starting.");
    }
  }

  private void tellSchedules() {
    FolderSchedules.here()
        .nextOfEach(Instant.now())
        .forEach(tick -> talk.printf("  schedules %s%n", TickList.line(tick)));
  }

  private static Target.Remote remote(Standalone standalone) {
    return new Target.Remote(
        standalone.bootstrapServers(),
        URI.create(standalone.registryUrl()),
        standalone.storage().address());
  }

  private void tell(Target.Remote remote) {
    talk.printf("  Kafka     %s%n", remote.bootstrap());
    talk.printf("  registry  %s%n", remote.registry());
    talk.printf("  store     %s%n", remote.store());
  }

  @Override
  public Bench bench() {
    return new EmbeddedBench(FlowPlaces.here().find("bottleneck"), version());
  }

  private static String version() {
    String version = JavaServices.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
