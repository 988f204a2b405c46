package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.schemas.AuditRecorded;
import io.sluice.schemas.BackfillRequested;
import io.sluice.schemas.CheckFailed;
import io.sluice.schemas.FigureObserved;
import io.sluice.schemas.FileArrived;
import io.sluice.schemas.FlowPublished;
import io.sluice.schemas.ResultPublished;
import io.sluice.schemas.RunKey;
import io.sluice.schemas.RunStarted;
import io.sluice.schemas.StageCompleted;
import io.sluice.schemas.StageReady;
import io.sluice.testkit.kafka.KafkaUnderTest;
import io.sluice.wire.registry.AvroDeserializer;
import io.sluice.wire.registry.AvroSerializer;
import io.sluice.wire.registry.HttpSchemaRegistry;
import io.sluice.wire.registry.RegistryRefusedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our serdes and Confluent's own client share a registry: the embedded one, Apicurio's in a
 * container, or the one that {@code -Dregistry.url} names.
 */
@Timeout(60)
class RegistryIT {

  private static final String SUBJECT = "%s-io.sluice.schemas.%s";
  private static final String EVERYTHING =
      """
      {"type":"record","name":"Everything","namespace":"io.sluice.foreign","fields":[
        {"name":"choice","type":["null","int","string",
          {"type":"record","name":"Point","fields":[{"name":"x","type":"double"}]}],"default":null},
        {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":20,"scale":4}},
        {"name":"day","type":{"type":"int","logicalType":"date"}},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
        {"name":"id","type":{"type":"string","logicalType":"uuid"}},
        {"name":"hash","type":{"type":"fixed","name":"Hash","size":16}},
        {"name":"colour","type":{"type":"enum","name":"Colour","symbols":["RED","WHITE"]}},
        {"name":"names","type":{"type":"array","items":["null","string"]}},
        {"name":"points","type":{"type":"map","values":"Point"}},
        {"name":"ratio","type":"float"},
        {"name":"next","type":["null","io.sluice.foreign.Everything"],"default":null}]}
      """;

  private static final List<String> CHOICES =
      List.of("null", "{\"int\":7}", "{\"string\":\"é\"}", "{\"Point\":{\"x\":1.5}}");

  @TempDir static Path folder;
  private static Optional<KafkaUnderTest> started = Optional.empty();
  private static String url;
  private static ConfluentClient confluent;
  private static HttpSchemaRegistry registry;
  private static final String RUN = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  private String topic;

  @BeforeAll
  static void start() {
    url = System.getProperty("registry.url", "");
    if (url.isEmpty()) {
      KafkaUnderTest broker = KafkaUnderTest.start(folder);
      started = Optional.of(broker);
      url = broker.registryUrl();
    }
    confluent = new ConfluentClient(url);
    registry = HttpSchemaRegistry.of(Map.of("schema.registry.url", url));
  }

  @AfterAll
  static void stop() throws IOException {
    confluent.close();
    started.ifPresent(KafkaUnderTest::close);
  }

  /** A registry may hold what an earlier run of this suite left in it. */
  @BeforeEach
  void nameTopic(TestInfo test) {
    topic = "conformance." + RUN + "." + test.getTestMethod().orElseThrow().getName();
  }

  static Stream<Named<Schema>> events() {
    return Stream.of(
            FlowPublished.getClassSchema(),
            BackfillRequested.getClassSchema(),
            FileArrived.getClassSchema(),
            RunStarted.getClassSchema(),
            StageReady.getClassSchema(),
            StageCompleted.getClassSchema(),
            CheckFailed.getClassSchema(),
            FigureObserved.getClassSchema(),
            ResultPublished.getClassSchema(),
            AuditRecorded.getClassSchema())
        .map(schema -> Named.of(schema.getName(), schema));
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldGiveEventsToConfluentsClient(Schema schema) throws Exception {
    // given
    GenericRecord event = Example.of(schema);

    // when
    byte[] bytes = new AvroSerializer<GenericRecord>(registry).serialize(topic, event);

    // then
    assertThat(confluent.read(bytes)).isEqualTo(Example.json(event));
    assertThat(confluent.subjects()).contains(topic + "-" + schema.getFullName());
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldTakeEventsFromConfluentsClient(Schema schema) throws Exception {
    // given
    String json = Example.json(Example.of(schema));

    // when
    byte[] bytes = confluent.write(topic + "-" + schema.getFullName(), plain(schema), json);

    // then
    SpecificRecord event = new AvroDeserializer<SpecificRecord>(registry).deserialize(topic, bytes);
    assertThat(event.getSchema()).isEqualTo(schema);
    assertThat(Example.json(event)).isEqualTo(json);
    assertThat(generic().deserialize(topic, bytes)).hasToString(Example.of(schema).toString());
  }

  /** Without what tells Avro's Java alone which class a string becomes. */
  private static String plain(Schema schema) {
    return schema
        .toString()
        .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
        .replace(",\"avro.java.string\":\"String\"", "");
  }

  private static <T extends IndexedRecord> AvroDeserializer<T> generic() {
    AvroDeserializer<T> deserializer = new AvroDeserializer<>(registry);
    deserializer.configure(
        Map.of("schema.registry.url", url, "specific.avro.reader", "false"), false);
    return deserializer;
  }

  @Test
  void shouldExchangeEveryType() throws Exception {
    Schema schema = new Schema.Parser().parse(EVERYTHING);
    for (String choice : CHOICES) {
      // given
      String json = everything(choice, everything("null", "null"));
      GenericRecord record = Example.parse(schema, json);

      // when
      byte[] ours = new AvroSerializer<GenericRecord>(registry).serialize(topic, record);
      byte[] theirs = confluent.write(topic + "-" + schema.getFullName(), EVERYTHING, json);

      // then
      assertThat(ours).isEqualTo(theirs);
      assertThat(confluent.read(ours)).isEqualTo(Example.json(record));
      assertThat(generic().deserialize(topic, theirs)).hasToString(record.toString());
    }
  }

  private static String everything(String choice, String next) {
    String follower =
        next.equals("null") ? next : "{\"io.sluice.foreign.Everything\":" + next + "}";
    return """
    {"choice":%s,"amount":"\\u0001\\u00ff","day":20748,"at":1790000000000000,
    "id":"00000000-0000-0001-0000-000000000002","hash":"0123456789abcdef","colour":"WHITE",
    "names":[null,{"string":"a"}],"points":{"p":{"x":2.5}},"ratio":0.5,"next":%s}
    """
        .formatted(choice.replace("{\"Point\"", "{\"io.sluice.foreign.Point\""), follower);
  }

  @Test
  void shouldAgreeOnIdsAndSubjects() throws Exception {
    // given
    Schema schema = RunKey.getClassSchema();
    String subject = SUBJECT.formatted(topic, "RunKey");

    // when
    int ours = registry.register(subject, schema);
    int theirs = confluent.register(subject, plain(schema));

    // then
    assertThat(theirs).isEqualTo(ours);
    assertThat(confluent.idOf(subject, plain(schema))).isEqualTo(ours);
    assertThat(registry.idOf(subject, schema)).isEqualTo(theirs);
    assertThat(confluent.versions(subject)).containsExactly(1);
    assertThat(confluent.byId(ours)).isEqualTo(registry.byId(ours).toString());
  }

  @Test
  void shouldKeepSeveralTypesOfOneTopicApart() throws Exception {
    // given
    AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
    AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>(registry);

    // when
    List<byte[]> records =
        List.of(
            serializer.serialize(topic, figure()),
            serializer.serialize(topic, figure().getRun()),
            confluent.write(
                SUBJECT.formatted(topic, "RunKey"),
                plain(RunKey.getClassSchema()),
                Example.json(figure().getRun())));

    // then
    assertThat(records.stream().map(bytes -> deserializer.deserialize(topic, bytes)))
        .containsExactly(figure(), figure().getRun(), figure().getRun());
    assertThat(confluent.subjects())
        .filteredOn(subject -> subject.startsWith(topic))
        .containsExactlyInAnyOrder(
            SUBJECT.formatted(topic, "FigureObserved"), SUBJECT.formatted(topic, "RunKey"));
  }

  @Test
  void shouldNameSubjectsByConfluentsOtherStrategies() throws Exception {
    // when
    serializer("TopicNameStrategy").serialize(topic, figure());
    serializer("RecordNameStrategy").serialize(topic, figure());

    // then
    assertThat(confluent.subjects()).contains(topic + "-value", "io.sluice.schemas.FigureObserved");
  }

  private static AvroSerializer<FigureObserved> serializer(String naming) {
    Map<String, String> config = new HashMap<>();
    config.put("schema.registry.url", url);
    config.put("value.subject.name.strategy", "io.confluent.kafka.serializers.subject." + naming);
    AvroSerializer<FigureObserved> serializer = new AvroSerializer<>();
    serializer.configure(config, false);
    return serializer;
  }

  @Test
  void shouldReadOlderAndNewerSchemas() throws Exception {
    // given a newer program of theirs, which writes one field more
    String subject = SUBJECT.formatted(topic, "FigureObserved");
    String older = plain(FigureObserved.getClassSchema());
    String newer = withField(older, "{\"name\":\"unit\",\"type\":\"string\",\"default\":\"EUR\"}");
    String json = Example.json(figure());
    byte[] ours = new AvroSerializer<FigureObserved>(registry).serialize(topic, figure());

    // when
    byte[] theirs = confluent.write(subject, newer, json.replaceFirst("}$", ",\"unit\":\"CHF\"}"));

    // then
    assertThat(new AvroDeserializer<FigureObserved>(registry).deserialize(topic, theirs))
        .isEqualTo(figure());
    assertThat(confluent.read(ours, newer)).contains("\"unit\":\"EUR\"");
    assertThat(confluent.read(theirs, older)).isEqualTo(json);
    assertThat(confluent.versions(subject)).containsExactly(1, 2);
  }

  private static String withField(String schema, String field) {
    int end = schema.lastIndexOf("]");
    return schema.substring(0, end) + "," + field + schema.substring(end);
  }

  @Test
  void shouldRefuseIncompatibleSchema() throws Exception {
    // given
    String subject = SUBJECT.formatted(topic, "FigureObserved");
    String known = plain(FigureObserved.getClassSchema());
    String broken = withField(known, "{\"name\":\"unit\",\"type\":\"string\"}");
    Schema parsed = new Schema.Parser().parse(broken);
    registry.register(subject, FigureObserved.getClassSchema());

    // when
    ask("PUT", "/config/" + subject, "{\"compatibility\":\"BACKWARD\"}");

    // then
    assertThat(
            ask(
                "POST",
                "/compatibility/subjects/" + subject + "/versions/latest",
                "{\"schema\":\"" + broken.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"))
        .contains("\"is_compatible\":false");
    assertThat(confluent.isCompatible(subject, broken)).isFalse();
    assertThatThrownBy(() -> registry.register(subject, parsed))
        .isInstanceOf(RegistryRefusedException.class)
        .hasMessageContaining(url)
        .hasMessageContaining("409");
    assertThatThrownBy(() -> confluent.register(subject, broken))
        .isInstanceOf(RestClientException.class);
    assertThat(confluent.versions(subject)).containsExactly(1);
  }

  /** Asks the registry as anybody may; the answer is its JSON without white space. */
  private static String ask(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body().replaceAll("\\s", "");
    }
  }

  @Test
  void shouldTakeCompatibilityFromConfluentsClient() throws Exception {
    // given
    String subject = SUBJECT.formatted(topic, "RunKey");
    Schema known = RunKey.getClassSchema();
    String without = plain(known).replaceFirst("\"name\":\"flow\"", "\"name\":\"other\"");
    registry.register(subject, known);

    // when
    confluent.setCompatibility(subject, "NONE");

    // then
    assertThat(registry.register(subject, new Schema.Parser().parse(without))).isPositive();
    assertThat(confluent.versions(subject)).containsExactly(1, 2);
  }

  @Test
  void shouldSayWhatIsUnknown() {
    assertThatThrownBy(() -> registry.idOf(topic, RunKey.getClassSchema()))
        .isInstanceOf(RegistryRefusedException.class)
        .hasMessageContaining("40401");
    assertThatThrownBy(() -> registry.byId(0x7f000001))
        .isInstanceOf(RegistryRefusedException.class)
        .hasMessageContaining("40403");
  }

  private static FigureObserved figure() {
    return FigureObserved.newBuilder()
        .setRun(new RunKey("bottleneck", new UUID(1, 2)))
        .setAt(Instant.ofEpochMilli(1_790_000_000_000L))
        .setFigure("ca_total")
        .setValue(new BigDecimal("70568.600000000000"))
        .build();
  }
}
