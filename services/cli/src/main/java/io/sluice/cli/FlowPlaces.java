package io.sluice.cli;

import io.sluice.engine.flow.FlowSource;
import io.sluice.engine.flow.Suggestion;
import io.sluice.work.flowfiles.FlowFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds flows: those of the working folder's {@code flow-definitions}, then those of the checkout.
 *
 * @param roots folders that may hold {@code flow-definitions}, the first wins
 * @param working what a relative path starts from
 */
public record FlowPlaces(List<Path> roots, Path working) {

  private static final String DEFINITIONS = "flow-definitions";

  public static FlowPlaces here() {
    Path working = Path.of("").toAbsolutePath();
    return new FlowPlaces(
        Stream.concat(
                Stream.of(working),
                Optional.ofNullable(System.getProperty("sluice.home")).map(Path::of).stream())
            .toList(),
        working);
  }

  /**
   * The folder of a flow.
   *
   * @param typed a name under {@code flow-definitions/}, or a folder with a {@code flow.yaml}
   * @throws Refusal when there is none, with the nearest name
   */
  public Path find(String typed) {
    TreeMap<String, Path> named = all();
    Path byName = named.get(typed);
    if (byName != null) {
      return byName;
    }
    Path folder = working.resolve(typed).normalize();
    if (Files.isRegularFile(folder.resolve(FlowSource.FLOW_FILE))) {
      return folder;
    }
    throw Refusal.usage(unknown(typed, folder, List.copyOf(named.keySet())));
  }

  /** Every flow's folder by its name. */
  public TreeMap<String, Path> all() {
    TreeMap<String, Path> found = new TreeMap<>();
    for (Path root : roots) {
      FlowFolder.foldersIn(root.resolve(DEFINITIONS))
          .forEach(folder -> found.putIfAbsent(String.valueOf(folder.getFileName()), folder));
    }
    return found;
  }

  private static String unknown(String typed, Path folder, List<String> names) {
    if (Files.isDirectory(folder)) {
      return "The folder %s holds no flow.yaml.".formatted(folder);
    }
    String start = "There is no flow \"%s\".".formatted(typed);
    return Suggestion.nearest(typed, names)
        .map(name -> start + " Did you mean \"%s\"?".formatted(name))
        .orElse(start + " ./sluice flows lists those there are.");
  }
}
