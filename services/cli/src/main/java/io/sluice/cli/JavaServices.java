package io.sluice.cli;

import io.sluice.cli.bench.EmbeddedBench;
import java.nio.file.Path;
import java.util.Set;

/** The services of this build. */
final class JavaServices implements Services {

  private static final Path HOME = Path.of(".sluice");

  @Override
  public Installation installation(Target target) {
    return switch (target) {
      case Target.Local() ->
          LocalInstallation.start(HOME.toAbsolutePath(), Set.of("default", "publish"), version());
      case Target.Remote remote -> RemoteInstallation.connect(remote);
    };
  }

  @Override
  public void up() {
    throw Refusal.failed("up is not available yet.");
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
