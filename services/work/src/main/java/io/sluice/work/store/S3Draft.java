package io.sluice.work.store;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.work.files.FileHash;
import io.sluice.work.files.FolderTree;
import io.sluice.work.s3.S3Bucket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes on this machine; a commit puts the files under names of their own, then the manifest. */
final class S3Draft implements Draft {

  private static final Logger LOG = LoggerFactory.getLogger(S3Draft.class);

  private final CachedObjects objects;
  private final S3Bucket bucket;
  private final Path folder;
  private final DraftIdentity identity;
  private final ArtefactKey key;
  private final Map<String, String> madeBy;
  private final DraftFiles files;
  private final List<String> put = new ArrayList<>();

  private S3Draft(
      CachedObjects objects,
      Path folder,
      DraftIdentity identity,
      ArtefactKey key,
      Map<String, String> madeBy) {
    this.objects = objects;
    this.bucket = objects.bucket();
    this.folder = folder;
    this.identity = identity;
    this.key = key;
    this.madeBy = madeBy;
    this.files = new DraftFiles(identity);
  }

  static S3Draft begin(
      CachedObjects objects, DraftIdentity identity, ArtefactKey key, Map<String, String> madeBy)
      throws IOException {
    Path folder = objects.cache().workFolder(identity.flow());
    return new S3Draft(objects, folder, identity, key, madeBy);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Path file(String output, String extension) {
    return files.add(output, extension, folder::resolve);
  }

  private String home() {
    return CachedObjects.folder(identity.flow(), identity.stage(), identity.key());
  }

  private String object(DraftFiles.Target target) {
    return home() + "/" + target.name();
  }

  @Override
  public ArtefactRef commit(Map<Path, TableFacts> tables) throws IOException {
    List<Manifest.Entry> entries = files.place(tables, this::put);
    Manifest manifest = Manifest.of(identity, key, entries, madeBy);
    byte[] json = manifest.toJson();
    List<String> own = List.copyOf(put);
    // whoever asks cannot know any more that nobody reads them, should the answer be lost
    put.clear();
    Manifest there =
        bucket.putIfAbsent(home() + "/" + Manifest.NAME, json) ? manifest : committed();
    if (there.equals(manifest)) {
      keep();
    } else {
      put.addAll(own);
      close();
    }
    return there.toRef();
  }

  /** What was there first; it is this draft's own if an answer was lost and it asked again. */
  private Manifest committed() throws IOException {
    return objects.manifest(home()).orElseThrow(() -> DraftFiles.setAside(bucket.place(home())));
  }

  private Manifest.Entry put(Path file, DraftFiles.Target target, @Nullable TableFacts table)
      throws IOException {
    String sha256 = FileHash.of(file);
    String object = object(target);
    put.add(object);
    bucket.put(object, file, sha256);
    return Manifest.Entry.of(target.output(), file, sha256, table);
  }

  /** The artefact is committed: trouble with its copies here is no trouble of the stage's. */
  private void keep() {
    files.forEach(
        (file, target) -> {
          try {
            objects.cache().keep(object(target), file);
          } catch (IOException e) {
            LOG.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("cause", e.getMessage())
                .log("A copy of what was committed cannot be kept");
          }
        });
  }

  @Override
  public void close() throws IOException {
    // with what DuckDB may have left there
    FolderTree.delete(folder);
    files.clear();
    for (String object : put) {
      bucket.delete(object);
    }
    put.clear();
  }
}
