package io.sluice.testkit.kafka;

import io.sluice.embedded.EmbeddedPlatform;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/** A broker and a registry as a process of their own. */
public final class PlatformProcess {

  private PlatformProcess() {}

  /**
   * Starts both on the data in a folder, says where they listen, and stops when its input ends.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(Path.of(args[0]))) {
      System.out.printf("broker=%s%n", platform.bootstrapServers());
      System.out.printf("registry=%s%n", platform.registryUrl());
      System.in.skipNBytes(Long.MAX_VALUE);
    } catch (EOFException e) {
      System.out.println("stopped");
    }
  }
}
