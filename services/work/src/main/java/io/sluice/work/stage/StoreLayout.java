package io.sluice.work.stage;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where an installation keeps its files.
 *
 * @param root the store's address: a folder that all services share
 */
public record StoreLayout(Path root) {

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:.*");

  /**
   * The store at an address.
   *
   * @param address a folder, as a path or as {@code file:///…}
   * @throws IllegalArgumentException if it is another kind of address
   */
  public static StoreLayout at(String address) {
    if (address.startsWith("file:")) {
      return new StoreLayout(Path.of(URI.create(address)));
    }
    if (SCHEME.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "Expected a folder as the store but got %s: no other kind of store is there yet"
              .formatted(address));
    }
    return new StoreLayout(Path.of(address).toAbsolutePath());
  }

  /** Artefacts and input files. */
  public Path artefacts() {
    return root.resolve("artefacts");
  }

  /** Files that a replay delivered and did not publish. */
  public Path shadow(String run) {
    return root.resolve("shadow").resolve(run);
  }

  /** Published files. */
  public Path published() {
    return root.resolve("published");
  }
}
