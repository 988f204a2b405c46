package io.sluice.work.storage;

import io.sluice.work.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which storage an installation has. Holds no secrets. */
public sealed interface StorageSettings {

  /** Bytes that a cache holds if nothing else is said: 10 GiB. */
  long CACHE_BYTES = 10L << 30;

  /**
   * A folder.
   *
   * @param root the same for every service
   */
  record Folder(Path root) implements StorageSettings {
    @Override
    public String address() {
      return root.toString();
    }

    @Override
    public FolderStorage open() {
      return new FolderStorage(new StoreLayout(root));
    }
  }

  /**
   * A bucket.
   *
   * @param cache folder of this machine; processes may share it, each gets a part of its own
   * @param cacheBytes what each keeps there at the most, beside what is being read
   */
  record Bucket(S3Settings s3, Path cache, long cacheBytes) implements StorageSettings {
    public Bucket {
      if (cacheBytes < 0) {
        throw new IllegalArgumentException("cache-bytes: expected 0 or more but got " + cacheBytes);
      }
    }

    @Override
    public String address() {
      return s3.address();
    }

    @Override
    public Storage open() {
      return new BucketStorage(s3, cache, cacheBytes);
    }
  }

  /** What people write to name it. */
  String address();

  /** Opens it; whether it can be used is seen when it is. */
  Storage open();

  /**
   * The storage at an address.
   *
   * @param address a folder, as a path or as {@code file:///…}, or {@code s3://bucket/prefix}
   * @param options {@code s3.endpoint}, {@code s3.region}, {@code s3.path-style}, {@code cache},
   *     {@code cache-bytes}, as far as they are given
   * @param environment of this process
   * @param cache folder of this machine unless the options name another
   * @throws IllegalArgumentException if it is another kind of address or an option is wrong
   */
  static StorageSettings at(
      String address, Map<String, String> options, Map<String, String> environment, Path cache) {
    if (address.startsWith("s3:")) {
      return new Bucket(
          S3Settings.of(address, Options.below("s3.", options), environment),
          Path.of(options.getOrDefault("cache", cache.toString())).toAbsolutePath(),
          Options.bytes(options));
    }
    if (address.startsWith("file:")) {
      return new Folder(Path.of(URI.create(address)));
    }
    if (Options.SCHEME.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "Expected a folder or s3://bucket/prefix as the store but got " + address);
    }
    return new Folder(Path.of(address).toAbsolutePath());
  }

  /** How options are read. */
  final class Options {

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:.*");

    /** All there are. */
    public static final List<String> KEYS =
        List.of("s3.endpoint", "s3.region", "s3.path-style", "cache", "cache-bytes");

    private Options() {}

    private static Map<String, String> below(String prefix, Map<String, String> options) {
      Map<String, String> below = new HashMap<>();
      options.forEach(
          (key, value) -> {
            if (key.startsWith(prefix)) {
              below.put(key.substring(prefix.length()), value);
            }
          });
      return below;
    }

    private static long bytes(Map<String, String> options) {
      String text = options.getOrDefault("cache-bytes", String.valueOf(CACHE_BYTES));
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "cache-bytes: expected a number of bytes but got " + text, e);
      }
    }
  }
}
