package io.sluice.embedded.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.embedded.registry.SchemaCatalog.Entry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.Schema;

/** Registers and finds schemas. One registration at a time, so ids and versions have no holes. */
final class RegistryService {
  private final SchemaCatalog catalog;
  private final SchemaLog log;
  private final ReentrantLock writing = new ReentrantLock();

  RegistryService(SchemaCatalog catalog, SchemaLog log) {
    this.catalog = catalog;
    this.log = log;
  }

  SchemaCatalog catalog() {
    return catalog;
  }

  /** The id of the schema under this subject, registered now unless it is there. */
  int register(String subject, String text) {
    Schema schema = Schemas.parse(text);
    String identity = Schemas.identity(schema);
    writing.lock();
    try {
      return find(subject, identity)
          .map(Entry::id)
          .orElseGet(() -> append(subject, schema, identity));
    } finally {
      writing.unlock();
    }
  }

  /** The version that holds this schema. */
  Entry lookUp(String subject, String text) {
    if (catalog.versions(subject).isEmpty()) {
      throw RegistryError.unknownSubject(subject);
    }
    return find(subject, Schemas.identity(Schemas.parse(text)))
        .orElseThrow(RegistryError::unknownSchema);
  }

  /** One version of a subject, by number or as {@code latest}. */
  Entry version(String subject, String version) {
    List<Entry> versions = catalog.versions(subject);
    if (versions.isEmpty()) {
      throw RegistryError.unknownSubject(subject);
    }
    if (version.equals("latest") || version.equals("-1")) {
      return versions.getLast();
    }
    int number = versionNumber(version);
    return versions.stream()
        .filter(e -> e.version() == number)
        .findFirst()
        .orElseThrow(() -> RegistryError.unknownVersion(version));
  }

  /** Why the schema may not follow the named version; empty when it may. */
  List<String> violations(String subject, String version, String text) {
    Schema earlier = version(subject, version).schema();
    return catalog.level(subject).violations(Schemas.parse(text), List.of(earlier));
  }

  /** Why the schema may not become the next version; empty when it may. */
  List<String> violations(String subject, String text) {
    return catalog.level(subject).violations(Schemas.parse(text), schemas(subject));
  }

  /** Sets the level of a subject, or of all that have none of their own. */
  void setLevel(Optional<String> subject, Compatibility level) {
    ObjectNode value = Schemas.JSON.createObjectNode().put("compatibilityLevel", level.name());
    log.append(configKey(subject), value);
  }

  /** Takes the subject's own level away. */
  void removeLevel(Optional<String> subject) {
    log.append(configKey(subject), null);
  }

  private int append(String subject, Schema schema, String identity) {
    List<String> violations = catalog.level(subject).violations(schema, schemas(subject));
    if (!violations.isEmpty()) {
      throw RegistryError.incompatible(String.join("; ", violations));
    }
    List<Entry> versions = catalog.versions(subject);
    int version = versions.isEmpty() ? 1 : versions.getLast().version() + 1;
    int id = catalog.idFor(identity);
    ObjectNode key = Schemas.JSON.createObjectNode().put("keytype", "SCHEMA");
    key.put("subject", subject).put("version", version).put("magic", 1);
    ObjectNode value = Schemas.JSON.createObjectNode().put("subject", subject);
    value.put("version", version).put("id", id).put("schema", schema.toString());
    value.put("deleted", false);
    log.append(key, value);
    return id;
  }

  private Optional<Entry> find(String subject, String identity) {
    return catalog.versions(subject).stream()
        .filter(e -> e.identity().equals(identity))
        .findFirst();
  }

  private List<Schema> schemas(String subject) {
    return catalog.versions(subject).stream().map(Entry::schema).toList();
  }

  private static ObjectNode configKey(Optional<String> subject) {
    ObjectNode key = Schemas.JSON.createObjectNode().put("keytype", "CONFIG");
    return key.put("subject", subject.orElse(null)).put("magic", 0);
  }

  private static int versionNumber(String version) {
    try {
      int number = Integer.parseInt(version);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw RegistryError.invalidVersion(version);
  }
}
