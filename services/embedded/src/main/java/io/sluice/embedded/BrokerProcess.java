package io.sluice.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/** A broker, and a registry that forgets, as a process of their own. */
public final class BrokerProcess {

  private BrokerProcess() {}

  /**
   * Starts both on the data in a folder, says where they listen, and stops when its input ends.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]));
        MemoryRegistry registry = MemoryRegistry.start()) {
      System.out.printf("broker=%s%n", broker.bootstrapServers());
      System.out.printf("registry=%s%n", registry.url());
      System.in.skipNBytes(Long.MAX_VALUE);
    } catch (EOFException e) {
      System.out.println("stopped");
    }
  }
}
