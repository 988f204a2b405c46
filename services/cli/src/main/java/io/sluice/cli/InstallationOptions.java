package io.sluice.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that name an installation elsewhere; to be mixed into a command. */
public final class InstallationOptions {

  @ArgGroup(exclusive = false)
  private @Nullable Remote remote;

  /** Broker and registry, or neither. */
  static final class Remote {

    @Option(
        names = "--bootstrap",
        paramLabel = "HOST:PORT",
        required = true,
        description = "Kafka of an installation that is up. Default: this folder's own.")
    private String bootstrap = "";

    @Option(
        names = "--registry",
        paramLabel = "URL",
        required = true,
        description = "Its schema registry.")
    private @Nullable URI registry;

    @Option(
        names = "--store",
        paramLabel = "ADDRESS",
        description = "Its store, for what needs its files: a folder or s3://bucket/prefix.")
    private String store = "";

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "Properties for its clients: Kafka's keys for TLS and SASL, Confluent's for the"
                + " registry, installation=NAME. The environment may hold them too, as"
                + " KAFKA_SASL_JAAS_CONFIG.")
    private @Nullable Path config;

    private Target target() {
      return registry == null
          ? new Target.Local()
          : new Target.Remote(
              bootstrap,
              registry,
              store,
              ConnectionFile.read(Optional.ofNullable(config), System.getenv()));
    }
  }

  /** The installation that was named; this folder's own without. */
  public Target target() {
    return remote == null ? new Target.Local() : remote.target();
  }

  /** The same, where what is asked for makes sense only if the installation is up. */
  public Target runningTarget() {
    return remote == null ? new Target.Up() : remote.target();
  }
}
