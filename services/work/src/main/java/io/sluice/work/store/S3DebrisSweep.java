package io.sluice.work.store;

import io.sluice.work.s3.S3Bucket;
import io.sluice.work.s3.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes from a bucket what nobody will read again, by the rules of {@link DebrisSweep}: objects
 * of attempts that were killed before their commit, and what was set aside, a week after they were
 * put. The first who comes on a day does it.
 */
public final class S3DebrisSweep {

  private static final String MARK = ".swept-";

  /** More is left to another day. */
  private static final int MOST_SUSPECTS = 10_000;

  /** The part of a file's name that one draft alone has. */
  private static final Pattern NONCE = Pattern.compile("-([0-9a-f]{8})-[0-9]+\\.[^-]+$");

  private static final Logger LOG = LoggerFactory.getLogger(S3DebrisSweep.class);

  private final String mark;
  private final Instant oldest;
  private final List<String> debris = new ArrayList<>();
  private final List<Suspect> suspects = new ArrayList<>();
  private String folder = "";
  private final List<StoredObject> inFolder = new ArrayList<>();

  /** Old objects of an artefact, some of which its manifest may not name. */
  private record Suspect(String folder, List<String> names) {}

  private S3DebrisSweep(Instant now, String mark) {
    this.oldest = now.minus(DebrisSweep.KEPT);
    this.mark = mark;
  }

  /** Sweeps in a thread of its own, unless that was done today. Troubles are logged, no more. */
  public static void startInBackground(S3Bucket bucket) {
    Thread.ofPlatform().daemon().name("debris-sweep").start(() -> sweepDaily(bucket));
  }

  private static void sweepDaily(S3Bucket bucket) {
    try {
      int deleted = sweep(bucket, Instant.now());
      if (deleted > 0) {
        LOG.atInfo().addKeyValue("objects", deleted).log("Debris was deleted from the store");
      }
    } catch (IOException | IllegalStateException e) {
      LOG.atWarn()
          .addKeyValue("cause", e.getMessage())
          .log("The store could not be swept; another start tries again tomorrow");
    }
  }

  /** Sweeps unless that was done on this day of UTC; says how many objects were deleted. */
  static int sweep(S3Bucket bucket, Instant now) throws IOException {
    String mark = MARK + now.atOffset(ZoneOffset.UTC).toLocalDate();
    byte[] own = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    if (!bucket.putIfAbsent(mark, own) && !isOwn(bucket.read(mark, own.length), own)) {
      return 0;
    }
    S3DebrisSweep sweep = new S3DebrisSweep(now, mark);
    bucket.list("", sweep::see);
    sweep.endFolder();
    for (Suspect suspect : sweep.suspects) {
      sweep.compare(bucket, suspect);
    }
    for (String key : sweep.debris) {
      bucket.delete(key);
    }
    return sweep.debris.size();
  }

  /** The answer to a first try may have been lost. */
  private static boolean isOwn(Optional<byte[]> there, byte[] own) {
    return there.filter(it -> Arrays.equals(it, own)).isPresent();
  }

  /** Objects come in the order of their keys, so those of a folder come together. */
  private void see(StoredObject object) {
    int end = object.key().lastIndexOf('/');
    String home = end < 0 ? "" : object.key().substring(0, end);
    if (!home.equals(folder)) {
      endFolder();
      folder = home;
    }
    if (home.isEmpty()) {
      if (object.name().startsWith(MARK) && !object.name().equals(mark)) {
        debris.add(object.key());
      }
    } else if (isSetAside(object)) {
      if (isOld(object)) {
        debris.add(object.key());
      }
    } else if (!home.startsWith(InputFolder.NAME + "/")) {
      inFolder.add(object);
    }
  }

  /** An input file of its own, or one in the folder of an artefact. */
  private static boolean isSetAside(StoredObject object) {
    return Arrays.stream(object.key().split("/")).anyMatch(StoreNames::isDamaged);
  }

  private boolean isOld(StoredObject object) {
    return object.changed().isBefore(oldest);
  }

  /** An artefact with the files of one draft alone has no debris: most are not looked at. */
  private void endFolder() {
    boolean committed = inFolder.stream().anyMatch(it -> it.name().equals(Manifest.NAME));
    Set<String> drafts =
        inFolder.stream()
            .filter(it -> !it.name().equals(Manifest.NAME))
            .map(it -> draftOf(it.name()))
            .collect(Collectors.toSet());
    List<String> old =
        inFolder.stream()
            .filter(this::isOld)
            .map(StoredObject::name)
            .filter(name -> !name.equals(Manifest.NAME))
            .toList();
    if (!old.isEmpty() && (!committed || drafts.size() > 1) && suspects.size() < MOST_SUSPECTS) {
      suspects.add(new Suspect(folder, old));
    }
    inFolder.clear();
  }

  private static String draftOf(String name) {
    Matcher nonce = NONCE.matcher(name);
    return nonce.find() ? nonce.group(1) : name;
  }

  private void compare(S3Bucket bucket, Suspect suspect) throws IOException {
    Set<String> committed;
    try {
      committed = committed(bucket, suspect.folder());
    } catch (DamagedManifestException | NewerManifestException e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("A folder of the store is not swept");
      return;
    }
    suspect.names().stream()
        .filter(name -> !committed.contains(name))
        .forEach(name -> debris.add(suspect.folder() + "/" + name));
  }

  private static Set<String> committed(S3Bucket bucket, String folder) throws IOException {
    return CachedObjects.manifest(bucket, folder).map(Manifest::files).stream()
        .flatMap(List::stream)
        .map(Manifest.Entry::name)
        .collect(Collectors.toSet());
  }
}
