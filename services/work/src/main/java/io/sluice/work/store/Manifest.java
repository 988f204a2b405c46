package io.sluice.work.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
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

  private static final long MAX_BYTES = 16L << 20;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
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

  byte[] toJson() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  /** The manifest of a folder, if it is committed. */
  static Optional<Manifest> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    byte[] bytes;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("manifest %s is larger than %d bytes".formatted(file, MAX_BYTES));
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Manifest manifest = JSON.readValue(bytes, Manifest.class);
    if (manifest.format() != FORMAT) {
      throw new IOException(
          "manifest %s has format %d, this version reads %d"
              .formatted(file, manifest.format(), FORMAT));
    }
    manifest.files().forEach(entry -> StoreNames.file(entry.name()));
    return Optional.of(manifest);
  }
}
