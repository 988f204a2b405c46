package io.sluice.engine.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys and values of a mapping in a file; of a key given twice the first one counts. */
final class Fields {

  private final Value mapping;
  private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

  Fields(Value mapping, List<Node.Entry> entries) {
    this.mapping = mapping;
    entries.forEach(entry -> this.entries.putIfAbsent(entry.key().text(), entry));
  }

  /** The value of a key; empty when the key is not there. */
  Optional<Value> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(this::value);
  }

  /** The value of a key that has to be there. */
  Optional<Value> required(String key) {
    Optional<Value> value = get(key);
    if (value.isEmpty() && mapping.isMapping()) {
      mapping.problem("\"%s\" is missing".formatted(key));
    }
    return value;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  /** All values in the file's order. */
  List<Value> values() {
    return entries.values().stream().map(this::value).toList();
  }

  void problem(String message) {
    mapping.problem(message);
  }

  /** A problem with a key itself, at its place. */
  void problemAt(String key, String message) {
    Node.Entry entry = entries.get(key);
    Node at = entry == null ? mapping.node() : entry.key();
    mapping.problems().add(path(key), mapping.file(), at, message);
  }

  void refuseUnknown(List<String> known) {
    for (String key : entries.keySet()) {
      if (!known.contains(key)) {
        problemAt(key, unknown(key, known));
      }
    }
  }

  private static String unknown(String key, List<String> known) {
    return Names.RESERVED.contains(key)
        ? "\"%s\" is not available yet".formatted(key)
        : "unknown key \"%s\"%s".formatted(key, Suggestion.near(key, known));
  }

  /** The one of these keys that is there; a problem when there are several or none. */
  Optional<String> choice(List<String> keys) {
    List<String> given = entries.keySet().stream().filter(keys::contains).toList();
    if (given.size() > 1) {
      problemAt(given.get(1), "only one of %s may be given".formatted(String.join(", ", given)));
    }
    if (given.isEmpty() && mapping.isMapping() && !hasReserved()) {
      mapping.problem("one of %s is missing".formatted(String.join(", ", keys)));
    }
    return given.stream().findFirst();
  }

  private boolean hasReserved() {
    return entries.keySet().stream().anyMatch(Names.RESERVED::contains);
  }

  private Value value(Node.Entry entry) {
    return new Value(entry.value(), path(entry.key().text()), mapping.file(), mapping.problems());
  }

  private String path(String key) {
    return mapping.path().isEmpty() ? key : mapping.path() + "." + key;
  }
}
