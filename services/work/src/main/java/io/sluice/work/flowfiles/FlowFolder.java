package io.sluice.work.flowfiles;

import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.flow.SqlFacts;
import io.sluice.engine.flow.SqlInspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the folder of a flow. */
public final class FlowFolder {

  private static final SqlFacts NOT_LOOKED_AT = new SqlFacts(List.of(), Set.of(), Set.of());

  private FlowFolder() {}

  /**
   * Reads and validates a flow.
   *
   * @throws UncheckedIOException when the disk fails; what the author can change is a problem
   */
  public static FlowReading load(Path folder, SqlInspector inspector) {
    return FlowReader.read(source(folder), inspector);
  }

  /**
   * The same without a look at its SQL, for what tells nothing of it: DuckDB, which looks, takes
   * half a second to start.
   */
  public static FlowReading loadWithoutSql(Path folder) {
    return load(folder, _ -> NOT_LOOKED_AT);
  }

  /**
   * Reads the YAML and SQL files of a flow: not those of the folders {@code sample} and {@code
   * out}, nor hidden ones, nor through links that leave the folder.
   *
   * @throws UncheckedIOException when the disk fails
   */
  public static FlowSource source(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      FolderWalk walk = new FolderWalk(Files.exists(root) ? root.toRealPath() : root);
      if (!Files.notExists(root)) {
        walk.walk();
      }
      return FlowFiles.source(walk.files(), walk.problems());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The folders of flows in a folder, by name; also those that cannot be entered: who reads them is
   * told so.
   *
   * @return empty when there is no such folder
   * @throws UncheckedIOException when the disk fails
   */
  public static List<Path> foldersIn(Path definitions) {
    if (!Files.isDirectory(definitions)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(definitions)) {
      return children
          .filter(child -> !String.valueOf(child.getFileName()).startsWith("."))
          .filter(FlowFolder::mayHoldFlow)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean mayHoldFlow(Path folder) {
    try {
      Path file = folder.resolve(FlowSource.FLOW_FILE);
      return Files.readAttributes(file, BasicFileAttributes.class).isRegularFile();
    } catch (AccessDeniedException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
