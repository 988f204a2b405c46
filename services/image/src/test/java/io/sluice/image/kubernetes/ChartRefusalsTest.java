package io.sluice.image.kubernetes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that mean nothing, or other than they seem to. */
class ChartRefusalsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pools: { a_b: { replicas: 1 } }            | a_b",
        "image: sluice:latest                       | image",
        "kafka: { servers: kafka:9092 }             | servers",
        "flows: [nothing]                           | there is no flow nothing",
        "runs: { maxReplicas: 3 }                   | maxReplicas",
        "validation: { maxReplicas: 3 }             | maxReplicas",
        "intake: { slots: 3 }                       | slots",
        "service: { slots: 3 }                      | slots",
        "intake: { replicas: 2 }                    | /intake/replicas",
        "{ service: { replicas: 2 }, intake: { replicas: null } } | intake: replicas is 2",
        // a paragraph of a policy without ports lets everything out
        "networkPolicy: { kafka: { ports: [] } }    | /networkPolicy/kafka/ports",
        "networkPolicy: { s3: { ports: null } }     | /networkPolicy/s3",
        "kafka: { bootstrapServers: \"a:9092, b1:9094\" }"
            + "| kafka.bootstrapServers: the network policy keeps port 9094 shut",
        "registry: { url: \"http://r:8081/apis\" }"
            + "| registry.url: the network policy keeps port 8081 shut",
        "registry: { url: \"http://r:8080,https://r1\" }"
            + "| registry.url: the network policy keeps port 443 shut",
        // nobody would tell that its work waits
        "{ scaling: { prometheus: http://p }, pools: { clean: { replicas: 0, maxReplicas: 3 } } }"
            + "| pools.clean: replicas is 0",
        "pools: { clean: { maxReplicas: 3 } } | pools.clean: maxReplicas is 3, but without"
            + " scaling.prometheus",
      })
  void shouldRefuse(String values, String named) throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("values.yaml"), values);
    TemplateCommand command = Chart.template().withValuesFile(file);

    // then
    assertThatThrownBy(command::call).hasMessageContaining(named);
  }
}
