package io.sluice.work.flowfiles;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.FilePattern;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.run.RunSubject;
import io.sluice.work.store.ArtefactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds a flow's input files in a folder and takes them into the store. */
public final class InputFiles {

  private InputFiles() {}

  /** The files of each input, by the patterns that the flow gives; an input may have none. */
  public static Map<String, List<InputFile>> take(
      Flow flow, Path folder, RunSubject subject, ArtefactStore store) throws IOException {
    Map<String, List<InputFile>> inputs = new LinkedHashMap<>();
    List<Path> files = files(folder);
    for (Input input : flow.inputs()) {
      List<InputFile> taken = new ArrayList<>();
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (matches(flow, input, name, subject)) {
          taken.add(store.take(file, name));
        }
      }
      inputs.put(input.name(), taken);
    }
    return inputs;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean matches(Flow flow, Input input, String name, RunSubject subject) {
    return input.files().stream()
        .flatMap(glob -> FilePattern.of(glob, flow.period().every()).match(name).stream())
        .anyMatch(match -> match.allows(subject.period(), subject.slice()));
  }
}
