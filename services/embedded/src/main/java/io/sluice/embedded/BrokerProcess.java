package io.sluice.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/** A broker as a process of its own. */
public final class BrokerProcess {

  private BrokerProcess() {}

  /**
   * Starts it on the data in a folder, says where it listens, and stops when its input ends.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]))) {
      System.out.printf("broker=%s%n", broker.bootstrapServers());
      System.in.skipNBytes(Long.MAX_VALUE);
    } catch (EOFException e) {
      System.out.println("stopped");
    }
  }
}
