package io.sluice.work.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.engine.artefact.ArtefactFile;
import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.artefact.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manifest.json} says of an artefact.
 *
 * @param format of the manifest itself; a reader refuses a newer one
 * @param madeBy versions of what made it, for people; not part of the key
 */
record Manifest(
    int format,
    String flow,
    String stage,
    String key,
    String attempt,
    long rows,
    long bytes,
    String fingerprint,
    List<Entry> files,
    KeyParts keyParts,
    Map<String, String> madeBy) {

  static final String NAME = "manifest.json";
  static final int FORMAT = 1;

  private static final String MAIN_OUTPUT = "data";

  /** None is written that has more, so one that has more is damaged. */
  static final int MAX_BYTES = 16 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** A file of the artefact; no columns and an own fingerprint when it is no table. */
  record Entry(
      String output,
      String name,
      String sha256,
      long bytes,
      long rows,
      List<TableFacts.TableColumn> columns,
      String fingerprint) {

    /**
     * A file that was written.
     *
     * @param table what is known of the table in it; null when it is no table
     */
    static Entry of(String output, Path file, String sha256, @Nullable TableFacts table)
        throws IOException {
      return new Entry(
          output,
          String.valueOf(file.getFileName()),
          sha256,
          Files.size(file),
          table == null ? 0 : table.rows(),
          table == null ? List.of() : table.columns(),
          table == null ? sha256 : table.fingerprint());
    }

    Kept.File at(Path file) {
      return new Kept.File(output, file, sha256, columns, fingerprint);
    }

    ArtefactFile toFile() {
      return new ArtefactFile(output, name, sha256, bytes, rows);
    }
  }

  /** The parts of the key, so that people see why an artefact is another one. */
  record KeyParts(
      String kind,
      int kindVersion,
      String definition,
      Map<String, String> parameters,
      Map<String, ArtefactKey.Upstream> inputs,
      String volatileRun) {

    static KeyParts of(ArtefactKey key) {
      return new KeyParts(
          key.kind(),
          key.kindVersion(),
          key.definition(),
          key.parameters(),
          key.inputs(),
          key.volatileRun().orElse(""));
    }
  }

  ArtefactRef toRef() {
    var refs = files.stream().map(Entry::toFile).toList();
    return new ArtefactRef(flow, stage, key, rows, bytes, fingerprint, refs);
  }

  /** The fingerprint of an artefact that holds the files. */
  static String fingerprint(List<Entry> entries) {
    if (entries.size() == 1) {
      return entries.getFirst().fingerprint();
    }
    Sha256 hash = Sha256.start().number(entries.size());
    entries.forEach(entry -> hash.text(entry.output()).text(entry.fingerprint()));
    return hash.hex();
  }

  /**
   * What is kept when its files are whole.
   *
   * @param kept those files, in its order
   */
  Kept whole(List<Kept.File> kept) {
    return fingerprint(files).equals(fingerprint)
        ? new Kept.Whole(kept, fingerprint)
        : new Kept.Damaged("its manifest contradicts itself");
  }

  /**
   * What is kept of it.
   *
   * @throws IOException when nobody would read it again
   */
  byte[] toJson() throws IOException {
    byte[] json = JSON.writeValueAsBytes(this);
    if (json.length > MAX_BYTES) {
      throw new IOException(
          "the manifest of %s/%s would have %d bytes, and at most %d are read: its files have too many columns"
              .formatted(flow, stage, json.length, MAX_BYTES));
    }
    return json;
  }

  /** The manifest of what was made of files. */
  static Manifest of(
      DraftIdentity identity, ArtefactKey key, List<Entry> entries, Map<String, String> madeBy) {
    return new Manifest(
        FORMAT,
        identity.flow(),
        identity.stage(),
        identity.key(),
        identity.attempt(),
        entries.stream()
            .filter(entry -> entry.output().equals(MAIN_OUTPUT))
            .mapToLong(Entry::rows)
            .sum(),
        entries.stream().mapToLong(Entry::bytes).sum(),
        fingerprint(entries),
        entries,
        KeyParts.of(key),
        madeBy);
  }

  /** Where manifests are found. */
  @FunctionalInterface
  interface Lookup {
    Optional<Manifest> manifest(String flow, String stage, String key) throws IOException;
  }

  /** See {@link ArtefactStore#columnsOfInput}. */
  static List<TableFacts.TableColumn> columnsOfInput(ArtefactRef ref, String alias, Lookup lookup)
      throws IOException {
    Optional<ArtefactKey.Upstream> table =
        lookup
            .manifest(ref.flow(), ref.stage(), ref.key())
            .flatMap(made -> Optional.ofNullable(made.keyParts().inputs().get(alias)));
    if (table.isEmpty()) {
      return List.of();
    }
    String output = table.get().output();
    return lookup.manifest(ref.flow(), alias, table.get().key()).stream()
        .flatMap(read -> read.files().stream())
        .filter(file -> file.output().equals(output))
        .findFirst()
        .map(Entry::columns)
        .orElse(List.of());
  }

  /**
   * The manifest of a folder, if it is committed.
   *
   * @throws DamagedManifestException when it cannot be understood
   * @throws NewerManifestException when only a newer version understands it
   */
  static Optional<Manifest> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw tooLarge(file.toString());
      }
      return Optional.of(parse(Files.readAllBytes(file), file.toString()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** One that has more than {@link #MAX_BYTES}. */
  static DamagedManifestException tooLarge(String place) {
    return new DamagedManifestException(
        place, new IOException("it is larger than %d bytes".formatted(MAX_BYTES)));
  }

  /**
   * What the bytes say.
   *
   * @param place for messages
   * @throws DamagedManifestException when they say nothing that can be understood
   * @throws NewerManifestException when only a newer version understands them
   */
  static Manifest parse(byte[] json, String place) throws IOException {
    try {
      JsonNode tree = JSON.readTree(json);
      int format = tree.path("format").asInt();
      if (format > FORMAT) {
        throw new NewerManifestException(place, format);
      }
      return understood(tree, format);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DamagedManifestException(place, e);
    }
  }

  private static Manifest understood(JsonNode tree, int format) throws JsonProcessingException {
    JsonNode files = tree.path("files");
    if (format != FORMAT || !files.isArray() || !files.valueStream().allMatch(JsonNode::isObject)) {
      throw new IllegalArgumentException("it names no format or no files");
    }
    Manifest manifest = JSON.treeToValue(tree, Manifest.class);
    manifest.files().forEach(entry -> StoreNames.file(entry.name()));
    return manifest;
  }
}
