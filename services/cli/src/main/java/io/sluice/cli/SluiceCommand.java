package io.sluice.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "sluice",
    description = "Runs data pipelines as events, with a gate before anything is published.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit status: 0 good, 2 usage or invalid flow, 3 rejected, 4 failed."})
final class SluiceCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return ExitStatus.USAGE;
  }

  /** The version of this build, as its jar tells it. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = SluiceCommand.class.getPackage().getImplementationVersion();
      return new String[] {"sluice " + Optional.ofNullable(version).orElse("of this checkout")};
    }
  }
}
