package io.sluice.cli;

import io.sluice.engine.flow.Counted;
import io.sluice.standalone.Standalone;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.streams.DerivedState;
import io.sluice.wire.streams.Folded;
import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** Drops what follows from the log and has it built again. */
final class Rebuilding {

  private final PrintStream talk;

  /**
   * @param talk told what was done
   */
  Rebuilding(PrintStream talk) {
    this.talk = talk;
  }

  /** Builds the state of a folder again. */
  void local(Home home) {
    if (home.running().isPresent()) {
      throw Refusal.usage(
          "Sluice is up in this folder. Stop it first: press Ctrl-C where ./sluice up runs.");
    }
    if (!Files.isDirectory(home.folder().resolve("kafka"))) {
      throw Refusal.usage(
          "There is nothing to build from: nothing has run in this folder yet (%s)."
              .formatted(home.folder()));
    }
    FileLock lock =
        home.lock(
            () -> talk.println("Another sluice works in this folder; waiting until it is done …"));
    long start = System.nanoTime();
    try (Channel _ = lock.acquiredBy()) {
      Folded folded = Standalone.rebuild(home.folder());
      tell(folded, (System.nanoTime() - start) / 1e9);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("Interrupted: run ./sluice rebuild again.");
    } catch (IOException e) {
      throw Refusal.failed(
          "The lock of this folder cannot be given back: %s.".formatted(FileWords.of(e)));
    }
  }

  private void tell(Folded folded, double seconds) {
    talk.printf(
        Locale.ROOT,
        "Rebuilt from %,d %s in %.1f s: %,d %s finished, %,d open.%n",
        folded.records(),
        Counted.noun(folded.records(), "record", "records"),
        seconds,
        folded.finished(),
        Counted.noun(folded.finished(), "run", "runs"),
        folded.open());
    if (folded.open() > 0) {
      talk.println("The next ./sluice up or ./sluice run goes on with the open ones.");
    }
  }

  /** Drops the state of services elsewhere; each builds it again when it starts. */
  void remote(Target.Remote remote) {
    try (KafkaConnection kafka = RemoteInstallation.connection(remote)) {
      DerivedState state = new DerivedState(kafka);
      List<String> services = state.services();
      List<String> atWork = state.atWork(services);
      if (!atWork.isEmpty()) {
        throw Refusal.usage(
            "At work: %s. Stop every service of the installation first."
                .formatted(String.join(", ", atWork)));
      }
      state.drop(services);
      talk.println(
          services.isEmpty()
              ? "No service has state there."
              : "Dropped the state of %s. Each builds it again when it starts."
                  .formatted(String.join(", ", services)));
    }
  }
}
