package io.sluice.work.delivery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads a folder of deliveries. */
public final class DirectoryPublished implements PublishedFiles {

  private final Path root;

  public DirectoryPublished(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public String place(String address) {
    return root.resolve(address).toString();
  }

  @Override
  public InputStream open(String address) throws IOException {
    Path file = root.resolve(address).normalize();
    if (!file.startsWith(root)) {
      throw new FileNotFoundException("%s is no published file".formatted(address));
    }
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw missing(file);
    }
  }

  /** A store that is not mounted says nothing of its files. */
  private IOException missing(Path file) {
    return Files.isDirectory(root)
        ? new FileNotFoundException("%s is not there".formatted(file))
        : new IOException("the folder of published files, %s, is not there".formatted(root));
  }

  @Override
  public List<Integer> versions(String address) throws IOException {
    Path folder = root.resolve(address);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(folder)) {
      return versions
          .map(path -> String.valueOf(path.getFileName()))
          .flatMap(name -> Names.version(name).stream())
          .sorted()
          .toList();
    }
  }
}
