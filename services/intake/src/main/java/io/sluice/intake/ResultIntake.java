package io.sluice.intake;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.intake.Addressing;
import io.sluice.engine.intake.Recipient;
import io.sluice.engine.intake.ResultAddresses;
import io.sluice.engine.intake.ResultAddresses.Sent;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.wire.flows.FlowsTopic;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.store.ArtefactStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes published files as inputs of the flows whose triggers name the result. */
final class ResultIntake {

  private static final Logger LOG = LoggerFactory.getLogger(ResultIntake.class);

  private final FlowsTopic flows;
  private final ArtefactStore store;
  private final PublishedFiles published;
  private final ArrivalDesk desk;

  ResultIntake(FlowsTopic flows, ArtefactStore store, PublishedFiles published, ArrivalDesk desk) {
    this.flows = flows;
    this.store = store;
    this.published = published;
    this.desk = desk;
  }

  /**
   * Tells of all that arrives by a result, and returns when it is on the log.
   *
   * @throws java.io.FileNotFoundException when a file is not there
   * @throws UnusableResultException when a file has other bytes than were published
   * @throws IOException when a file cannot be read or kept, which may pass
   */
  void take(Published result) throws IOException, InterruptedException {
    for (String name : flows.names().stream().sorted().toList()) {
      Optional<Flow> flow = latest(name);
      if (flow.isPresent()) {
        for (Sent sent : new ResultAddresses(flow.get()).of(result)) {
          take(sent, result);
        }
      }
    }
  }

  private Optional<Flow> latest(String name) {
    try {
      return flows.latest(name).map(FlowDefinition::flow);
    } catch (IllegalArgumentException e) {
      LOG.atWarn()
          .addKeyValue("flow", name)
          .addKeyValue("cause", e.getMessage())
          .log("A flow cannot be used; no result starts it");
      return Optional.empty();
    }
  }

  private void take(Sent sent, Published result) throws IOException, InterruptedException {
    String source = "result of " + result.run().flow();
    switch (sent.addressing()) {
      case Addressing.Nobody(String reason) -> desk.refuse(sent.file().address(), source, reason);
      case Addressing.To(List<Recipient> recipients) -> {
        InputFile file = copy(sent.file());
        desk.tell(recipients.stream().map(to -> new Offer(to, file, source)).toList());
      }
    }
  }

  private InputFile copy(DeliveredFile file) throws IOException {
    try (InputStream in = published.open(file.address())) {
      InputFile taken = store.take(in, file.name());
      if (!taken.sha256().equals(file.sha256())) {
        throw new UnusableResultException(
            "%s has other bytes than were published".formatted(file.address()));
      }
      return taken;
    }
  }
}
