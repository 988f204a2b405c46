package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.view.Terminal;
import io.sluice.schemas.CancelRequested;
import io.sluice.schemas.RunKey;
import io.sluice.standalone.Standalone;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Services that are up, in which hello was published, ran again without change, and was rejected
 * for an order given twice: what the documentation looks at.
 */
final class HelloStory implements InstallationOnly, AutoCloseable {

  /** What the first run is found by. */
  static final String LABEL = "ticket=BAKERY-7";

  /** The key of a record that nobody can read. */
  static final String POISON = "poison";

  private final Path folder;
  private final Standalone standalone;

  private HelloStory(Path folder, Standalone standalone) {
    this.folder = folder;
    this.standalone = standalone;
  }

  /** Starts the services; nothing has run yet. */
  static HelloStory begin(Path folder) throws InterruptedException {
    return new HelloStory(
        folder,
        Standalone.start(
            folder.resolve(".sluice"), Set.of("default", "publish", "clean", "total"), "test"));
  }

  /** Runs the flow three times. */
  void happen() throws IOException {
    Path flow = folder.resolve("hello");
    copy(Documents.ROOT.resolve("flow-definitions/hello"), flow);
    String[] run = {"run", flow.toString(), "--out", folder.resolve("out").toString()};
    assertThat(type(with(run, "--label", LABEL)).status()).isZero();
    assertThat(type(run).status()).isZero();
    Path orders = flow.resolve("sample/orders.csv");
    Files.writeString(
        orders, Files.readAllLines(orders).getLast() + "\n", StandardOpenOption.APPEND);
    assertThat(type(run).status()).isEqualTo(3);
  }

  /** Asks for the end of a run that is over, past the command, which would not. */
  void cancelWhatIsOver() throws Exception {
    String youngest = type("runs", "--limit", "1", "--json").printed();
    UUID run = UUID.fromString(youngest.replaceFirst("(?s)^\\{\"run\":\"([^\"]+)\".*$", "$1"));
    try (Installation installation = installation(new Target.Local())) {
      new EventWriter(installation.kafka())
          .trigger(
              "hello",
              new CancelRequested(
                  UUID.randomUUID(),
                  new RunKey("hello", run),
                  "somebody",
                  "too late",
                  Instant.now()))
          .get();
    }
  }

  /** Writes among the triggers what is none. */
  void poisonTriggers() throws Exception {
    try (Installation installation = installation(new Target.Local())) {
      KafkaConnection kafka = installation.kafka();
      byte[] garbage = {1, 2, 3};
      kafka
          .producer()
          .send(new ProducerRecord<>(kafka.topics().triggers(), 0, POISON, garbage))
          .get();
    }
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  /** What a command printed and how it ended. */
  record Typed(int status, String printed, String said) {}

  /** Types a command. */
  Typed type(String... words) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status = tool(printed, said).run(words);
    String relative = printed.toString(UTF_8).replace(folder + "/", "");
    return new Typed(status, relative, said.toString(UTF_8));
  }

  /** A command line that prints where it is told to. */
  CommandLineTool tool(ByteArrayOutputStream printed, ByteArrayOutputStream said) {
    return new CommandLineTool(
        () -> this,
        new PrintStream(printed, true, UTF_8),
        new PrintStream(said, true, UTF_8),
        Terminal.of(Map.of()));
  }

  /** What a consumer has to be told. */
  List<String> addresses() {
    return List.of(standalone.bootstrapServers(), standalone.registryUrl());
  }

  @Override
  public Installation installation(Target target) {
    return RemoteInstallation.connect(
        new Target.Remote(
            standalone.bootstrapServers(),
            URI.create(standalone.registryUrl()),
            standalone.storage().address()),
        folder.resolve("scratch"));
  }

  @Override
  public void close() throws IOException, SQLException {
    standalone.close();
  }
}
