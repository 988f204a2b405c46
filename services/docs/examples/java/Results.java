import io.sluice.schemas.DeliveredFile;
import io.sluice.schemas.FigureValue;
import io.sluice.schemas.ResultPublished;
import io.sluice.schemas.ResultRejected;
import io.sluice.wire.registry.AvroDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads results with Kafka's own client: {@code Results HOST:PORT REGISTRY-URL}. */
public final class Results {

  // The newest version of each flow, slice and period. A real program keeps it where it keeps what
  // it makes of a result, and changes both in one step.
  private final Map<String, Long> versions = new HashMap<>();

  public static void main(String[] arguments) {
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry("bootstrap.servers", arguments[0]),
            Map.entry("schema.registry.url", arguments[1]),
            // under this name Kafka remembers how far the program has read
            Map.entry("group.id", "figures-of-the-month"),
            // the first time, begin with the first result ever
            Map.entry("auto.offset.reset", "earliest"),
            Map.entry("enable.auto.commit", false),
            Map.entry("key.deserializer", StringDeserializer.class),
            Map.entry("value.deserializer", AvroDeserializer.class));
    Results program = new Results();
    try (KafkaConsumer<String, SpecificRecord> results = new KafkaConsumer<>(settings)) {
      results.subscribe(List.of("sluice.results"));
      while (true) {
        results
            .poll(Duration.ofSeconds(1))
            .forEach(record -> program.handle(record.key(), record.value()));
        results.commitSync(); // after the work: a crash before this brings them again
      }
    }
  }

  private void handle(String about, SpecificRecord result) {
    switch (result) {
      case ResultPublished published -> use(about, published);
      case ResultRejected rejected -> System.out.println(about + " rejected: nothing to use");
      default -> System.out.println(about + " is of a kind this program is too old for");
    }
  }

  private void use(String about, ResultPublished result) {
    if (result.getVersion() <= versions.getOrDefault(about, 0L)) {
      return; // told twice, or overtaken by a correction
    }
    versions.put(about, result.getVersion());
    System.out.println(about + " version " + result.getVersion());
    for (FigureValue figure : result.getFigures()) {
      System.out.println(
          "  " + figure.getLabel() + " " + figure.getValue().stripTrailingZeros().toPlainString());
    }
    for (DeliveredFile file : result.getFiles()) {
      System.out.println("  " + file.getAddress() + " sha256 " + file.getSha256());
    }
  }
}
