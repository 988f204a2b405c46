package io.sluice.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/** What the operating system says of this process. */
final class ThisProcess {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ThisProcess() {}

  /** Time that its threads have run, nanoseconds. */
  static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Time since the JVM began, milliseconds. */
  static double upMs() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** Resident memory, MiB: from Linux's procfs, elsewhere from {@code ps}. */
  static double residentMb() throws IOException {
    if (!Files.exists(STATUS)) {
      return fromPs();
    }
    return Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        / 1024.0;
  }

  private static double fromPs() throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Process ps = new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", pid)).start();
    try (Scanner told = new Scanner(ps.getInputStream(), StandardCharsets.UTF_8)) {
      return told.hasNextLong() ? told.nextLong() / 1024.0 : 0;
    }
  }
}
