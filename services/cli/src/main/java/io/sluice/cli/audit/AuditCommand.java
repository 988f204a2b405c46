package io.sluice.cli.audit;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOptions;
import io.sluice.cli.Services;
import io.sluice.cli.view.AuditList;
import io.sluice.cli.view.AuditRow;
import io.sluice.schemas.AuditRecorded;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicEnd;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description = "Tells what was asked for, by whom, and what came of it; the newest last.",
    mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<Services> services;

  @Option(names = "--flow", paramLabel = "FLOW", description = "Only what is about this flow.")
  private @Nullable String flow;

  @Mixin private Newest newest = new Newest();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Mixin private InstallationOptions where = new InstallationOptions();

  public AuditCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    int limit = newest.limit();
    try (Installation installation = services.get().installation(where.target())) {
      KafkaConnection kafka = installation.kafka();
      List<AuditRow> rows =
          TopicEnd.youngest(
              kafka,
              kafka.topics().audit(),
              limit,
              record -> row(kafka, record).filter(row -> row.isAbout(flow)));
      if (rows.isEmpty()) {
        console.say("Nothing was asked for.");
      } else {
        console.print(json ? AuditList.json(rows) : AuditList.table(rows, ZoneId.systemDefault()));
      }
    }
    return ExitStatus.GOOD;
  }

  /** Empty for a record that is none of an audit. */
  private static Optional<AuditRow> row(
      KafkaConnection kafka, ConsumerRecord<String, byte[]> record) {
    try {
      return kafka.codec().read(record.topic(), record.value()) instanceof AuditRecorded audit
          ? Optional.of(
              new AuditRow(
                  audit.getId(),
                  audit.getAt(),
                  audit.getPrincipal(),
                  audit.getAction(),
                  audit.getSubject(),
                  audit.getOutcome(),
                  audit.getReason()))
          : Optional.empty();
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }
}
