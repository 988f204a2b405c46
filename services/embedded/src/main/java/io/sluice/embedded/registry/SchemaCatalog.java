package io.sluice.embedded.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What the records of the schemas topic say, folded in their order. Guarded by its own lock. */
final class SchemaCatalog {
  private static final String GLOBAL = "";

  /** One version of a subject. */
  record Entry(String subject, int version, int id, Schema schema, String identity) {}

  private final Map<String, TreeMap<Integer, Entry>> subjects = new TreeMap<>();
  private final Map<Integer, Schema> byId = new HashMap<>();
  private final Map<String, Integer> idByIdentity = new HashMap<>();
  private final Map<String, Compatibility> levels = new HashMap<>();
  private int lastId;

  /** Folds one record; kinds that this registry does not use are passed over. */
  synchronized void apply(JsonNode key, @Nullable JsonNode value) {
    switch (key.path("keytype").asText()) {
      case "SCHEMA" -> applySchema(key, value);
      case "CONFIG" -> applyConfig(key, value);
      default -> {
        // Confluent writes NOOP, MODE and others, which say nothing about schemas.
      }
    }
  }

  synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  /** The versions of a subject, oldest first; empty for an unknown one. */
  synchronized List<Entry> versions(String subject) {
    TreeMap<Integer, Entry> versions = subjects.get(subject);
    return versions == null ? List.of() : List.copyOf(versions.values());
  }

  synchronized Optional<Schema> byId(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The subjects and versions that hold the schema with this id. */
  synchronized List<Entry> usesOf(int id) {
    List<Entry> uses = new ArrayList<>();
    for (TreeMap<Integer, Entry> versions : subjects.values()) {
      versions.values().stream().filter(e -> e.id() == id).forEach(uses::add);
    }
    return uses;
  }

  /** The id that this schema has under any subject, or the next free one. */
  synchronized int idFor(String identity) {
    return idByIdentity.getOrDefault(identity, lastId + 1);
  }

  synchronized Compatibility level(String subject) {
    return ownLevel(subject).orElseGet(() -> levels.getOrDefault(GLOBAL, Compatibility.BACKWARD));
  }

  synchronized Compatibility globalLevel() {
    return levels.getOrDefault(GLOBAL, Compatibility.BACKWARD);
  }

  synchronized Optional<Compatibility> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  private void applySchema(JsonNode key, @Nullable JsonNode value) {
    String subject = key.path("subject").asText();
    int version = key.path("version").asInt();
    TreeMap<Integer, Entry> versions = subjects.computeIfAbsent(subject, s -> new TreeMap<>());
    if (value == null || value.path("deleted").asBoolean()) {
      versions.remove(version);
    }
    if (value != null) {
      remember(subject, version, value, versions);
    }
    if (versions.isEmpty()) {
      subjects.remove(subject);
    }
  }

  private void remember(
      String subject, int version, JsonNode value, TreeMap<Integer, Entry> versions) {
    int id = value.path("id").asInt();
    Schema schema = Schemas.parse(value.path("schema").asText());
    String identity = Schemas.identity(schema);
    byId.putIfAbsent(id, schema);
    idByIdentity.putIfAbsent(identity, id);
    lastId = Math.max(lastId, id);
    if (!value.path("deleted").asBoolean()) {
      versions.put(version, new Entry(subject, version, id, schema, identity));
    }
  }

  private void applyConfig(JsonNode key, @Nullable JsonNode value) {
    String subject = key.path("subject").isTextual() ? key.path("subject").asText() : GLOBAL;
    if (value == null) {
      levels.remove(subject);
    } else {
      levels.put(subject, Compatibility.of(value.path("compatibilityLevel").asText()));
    }
  }
}
