package io.sluice.cli;

import io.sluice.work.files.FileWords;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at a machine and a working folder for what keeps Sluice from working well. */
record Examination(Path folder, String searchPath) {

  private static final long GIB = 1L << 30;
  private static final String MAVEN = "mvn";

  List<Finding> findings() {
    return List.of(
        java(), maven(), cores(), memory(), disk(), ports(), duckdb(), writable(), state());
  }

  private static Finding java() {
    String words = "Java %s in %s".formatted(Runtime.version(), System.getProperty("java.home"));
    return Runtime.version().feature() >= 25
        ? Finding.good("JDK", words)
        : Finding.bad("JDK", words, "Install a JDK of version 25 or newer.");
  }

  private Finding maven() {
    Optional<Path> mvn =
        Stream.of(searchPath.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry, MAVEN))
            .filter(Files::isExecutable)
            .findFirst();
    return mvn.map(path -> Finding.good("Maven", path.toString()))
        .orElseGet(
            () ->
                Finding.poor(
                    "Maven",
                    "there is no mvn on the PATH",
                    "Install Maven 3.8 or newer; it is needed when sources change."));
  }

  private static Finding cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return cores >= 2
        ? Finding.good("cores", String.valueOf(cores))
        : Finding.poor("cores", String.valueOf(cores), "Sluice works, but slowly; give it two.");
  }

  private static Finding memory() {
    long heapMib = Runtime.getRuntime().maxMemory() >> 20;
    String words = "the heap may grow to %d MiB".formatted(heapMib);
    return heapMib >= 400
        ? Finding.good("memory", words)
        : Finding.poor("memory", words, "Set SLUICE_OPTS=-Xmx512m or more.");
  }

  private Finding disk() {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String words = "%.1f GiB free in %s".formatted((double) free / GIB, folder);
      return free >= GIB
          ? Finding.good("disk", words)
          : Finding.bad("disk", words, "Free at least 1 GiB, or work in another folder.");
    } catch (IOException e) {
      return Finding.bad("disk", "unknown: " + FileWords.of(e), "Check the folder's disk.");
    }
  }

  private static Finding ports() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Finding.good("ports", "free ones on 127.0.0.1, such as " + socket.getLocalPort());
    } catch (IOException e) {
      return Finding.bad(
          "ports",
          "none can be opened on 127.0.0.1: " + e.getMessage(),
          "Look for a firewall or sandbox that forbids it.");
    }
  }

  private static Finding duckdb() {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version()")) {
      row.next();
      return Finding.good("DuckDB", row.getString(1));
    } catch (SQLException | LinkageError e) {
      return Finding.bad(
          "DuckDB",
          "its native library does not load: " + e.getMessage(),
          "It needs Linux or macOS on a 64-bit processor, and a temporary folder (%s) that may hold programs."
              .formatted(System.getProperty("java.io.tmpdir")));
    }
  }

  private Finding writable() {
    try {
      Files.delete(Files.createTempFile(folder, ".sluice-doctor", ""));
      return Finding.good("working folder", folder + " can be written");
    } catch (IOException e) {
      return Finding.bad(
          "working folder",
          folder + " cannot be written",
          "Change to a folder of yours; .sluice/ and out/ are made there.");
    }
  }

  private Finding state() {
    Path state = folder.resolve(".sluice");
    if (!Files.exists(state)) {
      return Finding.good("state", "none yet; the first run makes .sluice/");
    }
    return Files.isDirectory(state) && Files.isWritable(state)
        ? Finding.good("state", state + " can be written")
        : Finding.bad(
            "state",
            state + " cannot be written",
            "Give yourself the right to write it, or remove it.");
  }
}
