package io.sluice.work.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that a draft gave out, in their order: what each is, and what it will be called. */
final class DraftFiles {

  private final DraftIdentity identity;
  private final Map<Path, Target> targets = new LinkedHashMap<>();

  DraftFiles(DraftIdentity identity) {
    this.identity = identity;
  }

  /**
   * What a file becomes.
   *
   * @param name the file's in the artefact, which no other draft gives
   */
  record Target(String output, String name) {}

  /** Brings a file to its place in the store. */
  @FunctionalInterface
  interface Placing {
    /**
     * Returns what the manifest says of it.
     *
     * @param table what is known of its rows; null when it is no table
     */
    Manifest.Entry place(Path file, Target target, @Nullable TableFacts table) throws IOException;
  }

  /**
   * Adds one.
   *
   * @param writing where a file of that name is written
   */
  Path add(String output, String extension, Function<String, Path> writing) {
    String name = identity.fileName(output, targets.size() + 1, extension);
    Path file = writing.apply(name);
    targets.put(file, new Target(output, name));
    return file;
  }

  /**
   * Brings all to their places, and returns the manifest's entries.
   *
   * @throws IllegalArgumentException if there are facts about a file that was not given out
   * @throws NoSuchFileException if one was not written
   */
  List<Manifest.Entry> place(Map<Path, TableFacts> tables, Placing placing) throws IOException {
    if (!targets.keySet().containsAll(tables.keySet())) {
      throw new IllegalArgumentException("facts about a file that is not part of the artefact");
    }
    List<Manifest.Entry> entries = new ArrayList<>();
    for (var each : targets.entrySet()) {
      Path file = each.getKey();
      Target target = each.getValue();
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(
            file.toString(), null, "output " + target.output() + " was not written");
      }
      entries.add(placing.place(file, target, tables.get(file)));
    }
    return entries;
  }

  void forEach(BiConsumer<Path, Target> action) {
    targets.forEach(action);
  }

  /**
   * All under both their names.
   *
   * @param placed where a file of that name lies after the commit
   */
  List<Path> all(Function<String, Path> placed) {
    return targets.entrySet().stream()
        .flatMap(it -> Stream.of(it.getKey(), placed.apply(it.getValue().name())))
        .toList();
  }

  void clear() {
    targets.clear();
  }

  /** The manifest that another attempt committed first was there, and is not there any more. */
  static IOException setAside(String place) {
    return new IOException(
        "the artefact in %s was set aside while it was committed; try again".formatted(place));
  }
}
