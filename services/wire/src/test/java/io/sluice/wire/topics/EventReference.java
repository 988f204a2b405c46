package io.sluice.wire.topics;

import io.sluice.schemas.Sluice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** The reference of every topic and record, from the schemas and the roles of topics. */
final class EventReference {

  private static final String HEAD =
      """
      # Events

      Every record that Sluice writes to Kafka: on which topic, under which key, by whom, with which fields. This page is
      made from the schemas in [events.avdl](../../schemas/src/main/avro/events.avdl) and held equal to them by a test.

      Values are Avro in Confluent's wire format, each record under the subject `<topic>-<full name of the record>`. A field
      with a default may be missing in records of older versions. A change that an earlier reader or writer could not live
      with does not pass the build.

      """;

  private static final String SERVICES =
      """
      Defaults begin with the installation's name, `sluice` unless it is configured. The setting `sluice.<role>` of every service,
      such as `sluice.topics.results` or `SLUICE_TOPICS_RESULTS`, names a topic otherwise; in the command's `--config` file it
      stands without `sluice.`. Of `topics.work` it is the name's part before the pool.
      Triggers, events and results are partitioned by the flow's name alone, so all that happens in a flow has one order.
      A dead letter keeps the bytes as they were; its headers tell the cause and where they came from. A value beyond 960 KiB
      and a key beyond 16 KiB are cut there, and the headers `sluice.value.bytes` and `sluice.key.bytes` tell how long they were.

      """;

  /** Top-level records by the role of their topic, with who writes them. */
  private static final Map<TopicRole, Map<String, String>> WRITERS =
      Map.of(
          TopicRole.FLOWS,
          Map.of(
              "FlowPublished",
              "runs, `sluice up`, `sluice run` and `sluice backfill`",
              "FlowRetired",
              "`sluice retire`"),
          TopicRole.TRIGGERS,
          triggers(),
          TopicRole.EVENTS,
          events(),
          TopicRole.WORK,
          Map.of("StageReady", "the stage service of the pool"),
          TopicRole.CHECKS,
          Map.of("CheckReady", "validation"),
          TopicRole.RESULTS,
          Map.of("ResultPublished", "runs", "ResultRejected", "runs"),
          TopicRole.AUDIT,
          Map.of("AuditRecorded", "runs and intake"));

  private final StringBuilder page = new StringBuilder();
  private final Map<String, Schema> left = new HashMap<>();

  private EventReference() {
    Sluice.PROTOCOL.getTypes().forEach(type -> left.put(type.getName(), type));
  }

  private static Map<String, String> triggers() {
    return Map.of(
        "RunRequested",
        "`sluice run` and `sluice replay`",
        "CancelRequested",
        "`sluice cancel`, `sluice backfill --cancel`, and runs, of the runs that a backfill or the"
            + " next tick stops",
        "FileArrived",
        "intake",
        "ScheduleTicked",
        "the scheduler",
        "ScheduleSeen",
        "the scheduler",
        "BackfillRequested",
        "`sluice backfill`");
  }

  private static Map<String, String> events() {
    Map<String, String> writers = new HashMap<>();
    for (String name :
        List.of(
            "RunStarted",
            "PublicationOpened",
            "RunCompleted",
            "RunRejected",
            "RunFailed",
            "RunCancelled",
            "TriggerRefused",
            "BackfillCompleted")) {
      writers.put(name, "runs");
    }
    for (String name :
        List.of(
            "StageStarted",
            "StageCompleted",
            "ArtefactLost",
            "DeliveryCompleted",
            "DeliveryFailed")) {
      writers.put(name, "the stage's worker");
    }
    for (String name : List.of("CheckPassed", "CheckFailed", "FigureObserved")) {
      writers.put(name, "a worker of validation");
    }
    writers.put("StageFailed", "the stage's worker; of a lost or late attempt, its stage service");
    writers.put("StageSkipped", "the stage service of the pool");
    writers.put("GatePassed", "validation");
    writers.put("GateFailed", "validation");
    return writers;
  }

  /** The page as it should be now. */
  static String page() {
    EventReference reference = new EventReference();
    reference.page.append(HEAD);
    reference.topics();
    for (TopicRole role : TopicRole.values()) {
      reference.role(role);
    }
    reference.parts();
    return reference.page.toString().strip() + "\n";
  }

  /** The records that stand on topics of their own, so that no other record holds them. */
  static Set<String> topLevel() {
    Set<String> names = new TreeSet<>();
    Set<String> parts = new TreeSet<>();
    for (Schema type : Sluice.PROTOCOL.getTypes()) {
      if (type.getType() == Schema.Type.RECORD) {
        names.add(type.getName());
        type.getFields().forEach(field -> addParts(field.schema(), parts));
      }
    }
    names.removeAll(parts);
    return names;
  }

  private static void addParts(Schema schema, Set<String> parts) {
    switch (schema.getType()) {
      case RECORD -> parts.add(schema.getName());
      case ARRAY -> addParts(schema.getElementType(), parts);
      case MAP -> addParts(schema.getValueType(), parts);
      case UNION -> schema.getTypes().forEach(branch -> addParts(branch, parts));
      default -> {}
    }
  }

  /** The records whose topic and writer the page tells. */
  static Set<String> told() {
    return WRITERS.values().stream()
        .flatMap(writers -> writers.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void topics() {
    page.append("## Topics\n\n| role | default name | key | partitions | kept | holds |\n");
    page.append("|---|---|---|---|---|---|\n");
    for (TopicRole role : TopicRole.values()) {
      page.append(
          "| `%s` | `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  role.key(), name(role), keyOf(role), partitions(role), kept(role), holds(role)));
    }
    page.append('\n').append(SERVICES);
  }

  private static String name(TopicRole role) {
    TopicNames names = TopicNames.of("sluice");
    return role == TopicRole.WORK
        ? names.work("pool").replaceFirst("pool$", "<pool>")
        : names.name(role);
  }

  private static String keyOf(TopicRole role) {
    return switch (role) {
      case FLOWS -> "flow@revision";
      case TRIGGERS -> "flow";
      case EVENTS, WORK, CHECKS -> "flow/run";
      case RESULTS -> "flow/slice/period";
      case DEAD_LETTERS -> "the topic it came from";
      case AUDIT -> "who asked";
    };
  }

  private static String partitions(TopicRole role) {
    int many = 4;
    TopicPlan plan = new TopicPlan(TopicNames.of("sluice"), many, List.of());
    return plan.partitionsOf(role) == many ? "the installation's" : "1";
  }

  private static String kept(TopicRole role) {
    Map<String, String> settings = role.settings();
    if (settings.get("cleanup.policy").equals("compact")) {
      return "the last of each key";
    }
    long keptMs = Long.parseLong(settings.get("retention.ms"));
    return keptMs < 0 ? "without limit" : Duration.ofMillis(keptMs).toDays() + " days";
  }

  private static String holds(TopicRole role) {
    return role == TopicRole.DEAD_LETTERS
        ? "records that nobody could use"
        : writers(role).keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  private static Map<String, String> writers(TopicRole role) {
    return WRITERS.getOrDefault(role, Map.of());
  }

  private void role(TopicRole role) {
    Map<String, String> writers = writers(role);
    if (writers.isEmpty()) {
      return;
    }
    page.append("## On %s\n\n".formatted(name(role)));
    for (Schema type : Sluice.PROTOCOL.getTypes()) {
      String writer = writers.get(type.getName());
      if (writer != null) {
        describe(type, "Written by " + writer + ".");
      }
    }
  }

  private void parts() {
    page.append("## Parts\n\nWhat the records above are made of.\n\n");
    new TreeMap<>(left).values().forEach(type -> describe(type, ""));
  }

  private void describe(Schema type, String writer) {
    left.remove(type.getName());
    page.append("### %s\n\n%s %s".formatted(type.getName(), type.getDoc(), writer).strip());
    page.append("\n\n");
    if (type.getType() == Schema.Type.ENUM) {
      page.append(
          type.getEnumSymbols().stream().collect(Collectors.joining("`, `", "One of `", "`.\n\n")));
      return;
    }
    page.append("| field | type | default | |\n|---|---|---|---|\n");
    for (Schema.Field field : type.getFields()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(field.name(), typeOf(field.schema()), defaultOf(field), field.doc()));
    }
    page.append('\n');
  }

  private static String typeOf(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM ->
          "[%s](#%s)".formatted(schema.getName(), schema.getName().toLowerCase(Locale.ROOT));
      case ARRAY -> "list of " + typeOf(schema.getElementType());
      case MAP -> "map of " + typeOf(schema.getValueType());
      case UNION -> union(schema.getTypes());
      default -> logical(schema).orElse(schema.getType().getName());
    };
  }

  private static String union(List<Schema> branches) {
    List<String> names = new ArrayList<>();
    branches.stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .forEach(branch -> names.add(typeOf(branch)));
    return String.join(" or ", names) + ", or null";
  }

  private static Optional<String> logical(Schema schema) {
    return Optional.ofNullable(schema.getLogicalType())
        .map(LogicalType::getName)
        .map(
            name ->
                name.equals("decimal")
                    ? "decimal(%s,%s)"
                        .formatted(schema.getObjectProp("precision"), schema.getObjectProp("scale"))
                    : name);
  }

  private static String defaultOf(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      return "";
    }
    Object value = field.defaultVal();
    return value.equals(JsonProperties.NULL_VALUE)
        ? "`null`"
        : value.equals("") ? "empty" : "`" + value + "`";
  }
}
