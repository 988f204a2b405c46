package io.sluice.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * The snapshots under {@code schemas/approved/<Record>/<number>.avsc}: what readers and writers in
 * the field may have. The latest one is the schema as it is now.
 */
final class ApprovedSchemas {

  private static final Path ROOT = Path.of("approved");

  private ApprovedSchemas() {}

  /** Every record that is written to a topic by itself: those that no other record holds. */
  static List<Schema> current() {
    Set<String> held = new HashSet<>();
    Sluice.PROTOCOL.getTypes().forEach(type -> parts(type).forEach(part -> hold(part, held)));
    return Sluice.PROTOCOL.getTypes().stream()
        .filter(type -> type.getType() == Schema.Type.RECORD)
        .filter(type -> !held.contains(type.getFullName()))
        .toList();
  }

  private static Stream<Schema> parts(Schema type) {
    return type.getType() == Schema.Type.RECORD
        ? type.getFields().stream().map(Schema.Field::schema)
        : Stream.empty();
  }

  private static void hold(Schema part, Set<String> held) {
    switch (part.getType()) {
      case RECORD, ENUM -> held.add(part.getFullName());
      case ARRAY -> hold(part.getElementType(), held);
      case MAP -> hold(part.getValueType(), held);
      case UNION -> part.getTypes().forEach(branch -> hold(branch, held));
      default -> {
        // primitives hold nothing
      }
    }
  }

  /** The snapshots of a record, oldest first. */
  static List<Schema> of(Schema record) {
    Path folder = ROOT.resolve(record.getName());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(ApprovedSchemas::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the next snapshot of a record: {@code mvn -pl schemas test -Dapprove=true}. */
  static void approve(Schema record) {
    List<Schema> approved = of(record);
    if (!approved.isEmpty() && approved.getLast().equals(record)) {
      return;
    }
    Path file = ROOT.resolve(record.getName()).resolve("%03d.avsc".formatted(approved.size() + 1));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, SchemaFormatter.format("json/pretty", record) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
