package io.sluice.work.delivery;

import io.sluice.work.s3.S3Bucket;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads deliveries in a bucket. */
public final class S3Published implements PublishedFiles {

  private final S3Bucket bucket;

  public S3Published(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public String place(String address) {
    return bucket.place(address);
  }

  @Override
  public InputStream open(String address) throws IOException {
    return bucket.stream(address)
        .orElseThrow(() -> new FileNotFoundException(bucket.place(address) + " is not there"));
  }

  @Override
  public List<Integer> versions(String address) throws IOException {
    Map<Integer, Set<String>> found = new HashMap<>();
    bucket.list(
        address + "/",
        object -> {
          String[] parts = object.key().substring(address.length() + 1).split("/", -1);
          if (parts.length == 2) {
            Names.version(parts[0])
                .ifPresent(
                    version -> found.computeIfAbsent(version, _ -> new HashSet<>()).add(parts[1]));
          }
        });
    List<Integer> whole = new ArrayList<>();
    for (var version : found.entrySet()) {
      if (isWhole("%s/v%d".formatted(address, version.getKey()), version.getValue())) {
        whole.add(version.getKey());
      }
    }
    whole.sort(null);
    return whole;
  }

  private boolean isWhole(String address, Set<String> names) throws IOException {
    Optional<byte[]> claim = bucket.read(address + "/" + Claim.NAME, Claim.MAX_BYTES);
    return claim.isPresent()
        && Claim.read(claim.get()).files().stream()
            .map(Delivered.File::name)
            .allMatch(names::contains);
  }
}
