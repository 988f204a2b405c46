package io.sluice.intake;

import io.sluice.engine.intake.Addresses;
import io.sluice.engine.intake.Addressing;
import io.sluice.engine.intake.Recipient;
import io.sluice.engine.trigger.FlowCatalog;
import io.sluice.engine.trigger.FlowDefinition;
import io.sluice.intake.Copier.Copy;
import io.sluice.intake.Inbox.Move;
import io.sluice.intake.IntakeSettings.Taken;
import io.sluice.wire.deadletter.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with complete files: a copy in the store first, then the arrival on the log, and last the
 * move out of the inbox. Whatever ends this in between, it is done again and comes to the same.
 */
final class FileIntake {

  private static final Logger LOG = LoggerFactory.getLogger(FileIntake.class);
  private static final String SOURCE = "inbox";
  private static final int MOST_AT_ONCE = 64;

  private final IntakeSettings settings;
  private final Inbox inbox;
  private final InboxScan scan;
  private final FlowCatalog flows;
  private final Copier copier;
  private final ArrivalDesk desk;
  private final InstantSource clock;

  FileIntake(
      IntakeSettings settings,
      Inbox inbox,
      InboxScan scan,
      FlowCatalog flows,
      Copier copier,
      ArrivalDesk desk,
      InstantSource clock) {
    this.settings = settings;
    this.inbox = inbox;
    this.scan = scan;
    this.flows = flows;
    this.copier = copier;
    this.desk = desk;
    this.clock = clock;
  }

  /** A file with the inputs that it arrives as. */
  private record Addressed(InboxFile file, List<Recipient> to) {
    Set<String> keys() {
      Set<String> keys = new HashSet<>();
      to.forEach(recipient -> keys.add(recipient.key()));
      return keys;
    }
  }

  /** What the store did not take: later files of the same inputs must not come before it. */
  private static final class NotKept {
    final Set<String> keys = new HashSet<>();
    Optional<NotKeptException> first = Optional.empty();

    void add(Addressed file, IOException cause) {
      keys.addAll(file.keys());
      first = first.or(() -> Optional.of(new NotKeptException(file.file().place().text(), cause)));
    }

    boolean isWaitedFor(Set<String> wanted) {
      return wanted.stream().anyMatch(keys::contains);
    }
  }

  /**
   * Deals with files in their order. Versions of one input are taken one after the other, each
   * moved before the next is told: else a restart in between would take the first for a third.
   *
   * @throws NotKeptException when all are dealt with but those that the store does not take
   */
  void take(List<InboxFile> complete) throws InterruptedException, IOException {
    NotKept notKept = new NotKept();
    List<Addressed> batch = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (InboxFile file : complete) {
      Optional<Addressed> addressed = address(file);
      if (addressed.isEmpty()) {
        continue;
      }
      Set<String> wanted = addressed.get().keys();
      if (batch.size() == MOST_AT_ONCE || wanted.stream().anyMatch(keys::contains)) {
        work(batch, notKept);
        batch.clear();
        keys.clear();
      }
      if (!notKept.isWaitedFor(wanted)) {
        batch.add(addressed.get());
        keys.addAll(wanted);
      }
    }
    work(batch, notKept);
    if (notKept.first.isPresent()) {
      throw notKept.first.get();
    }
  }

  /** Whom the file is for; empty when it is dealt with, or has to wait. */
  private Optional<Addressed> address(InboxFile file) throws InterruptedException, IOException {
    Optional<String> unfit =
        Addresses.unfit(file.place(), file.sighting(), file.isRegular(), settings.maxBytes());
    if (unfit.isPresent()) {
      reject(file, unfit.get());
      return Optional.empty();
    }
    Optional<FlowDefinition> flow = flow(file);
    if (flow.isEmpty()) {
      return Optional.empty();
    }
    return switch (new Addresses(flow.get().flow()).of(file.place(), arrived(file))) {
      case Addressing.To(List<Recipient> recipients) ->
          Optional.of(new Addressed(file, recipients));
      case Addressing.Nobody(String reason) -> {
        reject(file, reason);
        yield Optional.empty();
      }
    };
  }

  /** The file's flow, which may be published a little later than its first file comes. */
  private Optional<FlowDefinition> flow(InboxFile file) throws InterruptedException, IOException {
    String name = file.place().flow();
    String reason =
        flows.isRetired(name)
            ? "flow %s is retired".formatted(name)
            : "there is no flow %s".formatted(name);
    try {
      Optional<FlowDefinition> found = flows.latest(name);
      if (found.isPresent()) {
        return found;
      }
    } catch (IllegalArgumentException e) {
      reason = "flow %s cannot be used: %s".formatted(name, e.getMessage());
    }
    rejectInTime(file, reason);
    return Optional.empty();
  }

  /** The same at each look, so that a restart finds no other period for the file. */
  private Instant arrived(InboxFile file) {
    Instant now = clock.instant();
    Instant arrived = file.sighting().arrived();
    return arrived.isBefore(now) ? arrived : now;
  }

  private void work(List<Addressed> batch, NotKept notKept)
      throws InterruptedException, IOException {
    List<Copy> copies = copier.copy(batch.stream().map(Addressed::file).toList());
    List<Addressed> taken = new ArrayList<>();
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < copies.size(); i++) {
      Addressed each = batch.get(i);
      switch (copies.get(i)) {
        case Copy.Taken(var file) -> {
          taken.add(each);
          each.to().forEach(to -> offers.add(new Offer(to, file, SOURCE)));
        }
        case Copy.Changed() -> scan.again(each.file());
        case Copy.Gone() -> vanished(each.file());
        case Copy.Unreadable(String cause) ->
            rejectInTime(each.file(), "it cannot be read: " + cause);
        case Copy.NotKept(IOException cause) -> notKept.add(each, cause);
      }
    }
    desk.tell(offers);
    for (Addressed each : taken) {
      putAway(each);
    }
  }

  private void putAway(Addressed taken) {
    InboxFile file = taken.file();
    if (settings.taken() == Taken.KEEP) {
      scan.leaveAlone(file);
      return;
    }
    try {
      if (inbox.putAway(file, taken.to().getFirst().subject().period()) == Move.CHANGED) {
        scan.again(file);
      }
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file.place().text())
          .addKeyValue("cause", e.getMessage())
          .log("A file that was taken cannot be moved and stays");
      scan.leaveAlone(file);
    }
  }

  private void vanished(InboxFile file) throws InterruptedException, IOException {
    String reason = "it vanished while it was read";
    desk.refuse(file.place().text(), SOURCE, reason);
    deadLetter(file, reason);
  }

  private void rejectInTime(InboxFile file, String reason)
      throws InterruptedException, IOException {
    Instant now = clock.instant();
    if (!scan.inTroubleSince(file, now).plus(settings.patience()).isAfter(now)) {
      reject(file, reason);
    }
  }

  private void reject(InboxFile file, String reason) throws InterruptedException, IOException {
    String sentence = "%s was not taken: %s.".formatted(file.place().text(), reason);
    desk.refuse(file.place().text(), SOURCE, reason);
    LOG.atWarn()
        .addKeyValue("file", file.place().text())
        .addKeyValue("reason", reason)
        .log("Rejected");
    try {
      inbox.reject(file, sentence);
    } catch (IOException e) {
      deadLetter(file, reason + "; it cannot be moved: " + e.getMessage());
      scan.leaveAlone(file);
    }
  }

  private void deadLetter(InboxFile file, String cause) throws InterruptedException, IOException {
    byte[] key = file.place().text().getBytes(StandardCharsets.UTF_8);
    long at = file.sighting().modified().toEpochMilli();
    desk.deadLetter(new DeadLetter(SOURCE, 0, 0, at, key, null, cause));
  }
}
