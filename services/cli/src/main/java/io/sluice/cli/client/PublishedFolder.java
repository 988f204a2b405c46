package io.sluice.cli.client;

import io.sluice.cli.view.RunView.LastGood;
import io.sluice.engine.run.RunSubject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of an installation's published files. */
record PublishedFolder(Path root) {

  /** Where the files of a version are. */
  Path version(String flow, RunSubject subject, long version) {
    return folder(flow, subject).resolve("v" + version);
  }

  /** The latest version there is. */
  Optional<LastGood> latest(String flow, RunSubject subject) {
    Path folder = folder(flow, subject);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(folder)) {
      return versions
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.matches("v[1-9][0-9]{0,8}"))
          .map(name -> Integer.parseInt(name.substring(1)))
          .max(Integer::compare)
          .map(version -> new LastGood(version, folder.resolve("v" + version).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder(String flow, RunSubject subject) {
    return root.resolve(flow).resolve(subject.sliceText()).resolve(subject.period());
  }
}
