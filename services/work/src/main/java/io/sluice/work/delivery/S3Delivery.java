package io.sluice.work.delivery;

import io.sluice.work.delivery.DeliveryOrder.Item;
import io.sluice.work.files.FileHash;
import io.sluice.work.s3.S3Bucket;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Delivers into a bucket. The version is claimed first, by an object {@code .delivery.json} that
 * names its files and that is put only if it is absent; so all that anybody puts there afterwards
 * are these files, in any order and as often as they like. A version is whole when each of them is
 * there; people learn of it by the result, which is told later.
 */
public final class S3Delivery implements Delivery {

  private final S3Bucket bucket;

  public S3Delivery(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public Delivered deliver(DeliveryOrder order) throws IOException {
    Delivered wanted = Delivered.of(Names.folders(order), order);
    Names.requireFiles(order.items());
    boolean claimed = isClaimed(wanted);
    if (claimed && missing(wanted, order.items()).isEmpty()) {
      return wanted;
    }
    for (Item item : order.items()) {
      requirePassed(item);
    }
    if (!claimed) {
      claim(wanted);
    }
    for (Item item : missing(wanted, order.items())) {
      bucket.put(wanted.address() + "/" + item.fileName(), item.source(), item.sha256());
    }
    return wanted;
  }

  private boolean isClaimed(Delivered wanted) throws IOException {
    Optional<byte[]> claim = bucket.read(claimKey(wanted), Claim.MAX_BYTES);
    if (claim.isEmpty()) {
      return false;
    }
    Delivered there = Claim.read(claim.get());
    if (!there.equals(wanted)) {
      throw refusal(wanted, described(there));
    }
    return true;
  }

  private static String claimKey(Delivered wanted) {
    return wanted.address() + "/" + Claim.NAME;
  }

  private static DeliveryException refusal(Delivered wanted, String found) {
    return new DeliveryException(
        "%s is already there with other files: it holds %s, to be delivered are %s; remove or rename it if it is no publication"
            .formatted(wanted.address(), found, described(wanted)));
  }

  private static String described(Delivered delivered) {
    var hashes = new TreeMap<String, String>();
    delivered.files().forEach(file -> hashes.put(file.name(), file.sha256()));
    return hashes.entrySet().stream()
        .map(file -> "%s (%.12s…)".formatted(file.getKey(), file.getValue()))
        .collect(Collectors.joining(", "));
  }

  /**
   * Objects that nobody claimed are no delivery of Sluice's. Hidden ones are nobody's: a service
   * that keeps objects as files shows another one's claim under such a name while it is written.
   */
  private void claim(Delivered wanted) throws IOException {
    Set<String> found = new TreeSet<>();
    bucket.list(wanted.address() + "/", object -> found.add(object.name()));
    found.removeIf(name -> name.startsWith("."));
    if (!found.isEmpty() && !isClaimed(wanted)) {
      throw refusal(wanted, String.join(", ", found));
    }
    if (!bucket.putIfAbsent(claimKey(wanted), Claim.json(wanted)) && !isClaimed(wanted)) {
      throw new IOException(
          "the claim of %s vanished while it was looked at; try again".formatted(wanted.address()));
    }
  }

  private List<Item> missing(Delivered wanted, List<Item> items) throws IOException {
    List<Item> missing = new ArrayList<>();
    for (Item item : items) {
      Optional<S3Bucket.Head> there = bucket.head(wanted.address() + "/" + item.fileName());
      if (there
          .filter(head -> head.bytes() == item.bytes() && head.sha256().equals(item.sha256()))
          .isEmpty()) {
        missing.add(item);
      }
    }
    return missing;
  }

  private static void requirePassed(Item item) throws IOException {
    if (!Files.isRegularFile(item.source())) {
      throw item.gone();
    }
    String sha256 = FileHash.of(item.source());
    if (!sha256.equals(item.sha256()) || Files.size(item.source()) != item.bytes()) {
      throw item.differs(Files.size(item.source()), sha256);
    }
  }
}
