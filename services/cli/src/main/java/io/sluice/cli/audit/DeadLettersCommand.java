package io.sluice.cli.audit;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOptions;
import io.sluice.cli.Services;
import io.sluice.cli.view.LetterList;
import io.sluice.cli.view.LetterRow;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicEnd;
import io.sluice.wire.deadletter.DeadLetter;
import io.sluice.wire.deadletter.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "deadletters",
    description = "Tells which records nobody could use, and why; the newest last.",
    mixinStandardHelpOptions = true)
public final class DeadLettersCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<Services> services;

  @Mixin private Newest newest = new Newest();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Mixin private InstallationOptions where = new InstallationOptions();

  public DeadLettersCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    int limit = newest.limit();
    try (Installation installation = services.get().installation(where.target())) {
      KafkaConnection kafka = installation.kafka();
      List<LetterRow> rows =
          TopicEnd.youngest(kafka, kafka.topics().deadLetters(), limit, DeadLettersCommand::row);
      if (rows.isEmpty()) {
        console.say("There are no dead letters.");
      } else {
        console.print(
            json ? LetterList.json(rows) : LetterList.table(rows, ZoneId.systemDefault()));
      }
    }
    return ExitStatus.GOOD;
  }

  private static Optional<LetterRow> row(ConsumerRecord<String, byte[]> record) {
    return DeadLetters.letter(record).map(letter -> row(letter, record.timestamp()));
  }

  private static LetterRow row(DeadLetter letter, long putAsideMs) {
    byte[] key = letter.key();
    return new LetterRow(
        Instant.ofEpochMilli(putAsideMs),
        letter.topic(),
        letter.partition(),
        letter.offset(),
        Instant.ofEpochMilli(letter.timestampMs()),
        key == null ? "" : new String(key, StandardCharsets.UTF_8),
        letter.cause());
  }
}
