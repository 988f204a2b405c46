package io.sluice.cli.distributed;

import io.sluice.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.nio.file.Path;

/** A broker and a registry as a process; it ends when its input does. */
final class PlatformProcess {

  private PlatformProcess() {}

  public static void main(String[] args) throws IOException {
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(Path.of(args[0]))) {
      System.out.printf("broker=%s%n", platform.bootstrapServers());
      System.out.printf("registry=%s%n", platform.registryUrl());
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}
