package io.sluice.embedded.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Confluent's compatibility levels, by Avro's own rules of schema resolution. */
enum Compatibility {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean newReadsOld;
  private final boolean oldReadsNew;
  private final boolean transitive;

  Compatibility(boolean newReadsOld, boolean oldReadsNew, boolean transitive) {
    this.newReadsOld = newReadsOld;
    this.oldReadsNew = oldReadsNew;
    this.transitive = transitive;
  }

  /** The level of this name, refused with Confluent's error when there is none. */
  static Compatibility of(String name) {
    return Arrays.stream(values())
        .filter(level -> level.name().equals(name))
        .findFirst()
        .orElseThrow(() -> RegistryError.invalidLevel(name));
  }

  /** Why {@code schema} may not follow {@code earlier} (oldest first); empty when it may. */
  List<String> violations(Schema schema, List<Schema> earlier) {
    List<Schema> relevant = transitive || earlier.isEmpty() ? earlier : List.of(earlier.getLast());
    List<String> violations = new ArrayList<>();
    for (Schema other : relevant) {
      if (newReadsOld) {
        violations.addAll(unreadable(schema, other, "the new schema cannot read the old: "));
      }
      if (oldReadsNew) {
        violations.addAll(unreadable(other, schema, "the old schema cannot read the new: "));
      }
    }
    return violations;
  }

  private static List<String> unreadable(Schema reader, Schema writer, String prefix) {
    List<Incompatibility> found =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities();
    return found.stream()
        .map(i -> prefix + i.getType() + " at " + i.getLocation() + " (" + i.getMessage() + ")")
        .toList();
  }
}
