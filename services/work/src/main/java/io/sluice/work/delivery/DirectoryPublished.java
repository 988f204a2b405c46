package io.sluice.work.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
      throw new IOException("%s is no published file".formatted(address));
    }
    return Files.newInputStream(file);
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
