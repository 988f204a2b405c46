package io.sluice.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.schemas.RunKey;
import java.time.Duration;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AvroDeserializerTest {

  private static final RunKey RECORD = new RunKey("shop", new UUID(1, 2));

  /** Knows one schema, but not from the first question on. */
  private static final class Lagging implements SchemaRegistry {
    private final int unanswered;
    private final int code;
    private int asked;

    private Lagging(int unanswered) {
      this(unanswered, 40403);
    }

    private Lagging(int unanswered, int code) {
      this.unanswered = unanswered;
      this.code = code;
    }

    @Override
    public int register(String subject, Schema schema) {
      return 1;
    }

    @Override
    public int idOf(String subject, Schema schema) {
      return 1;
    }

    @Override
    public Schema byId(int id) {
      asked++;
      if (asked <= unanswered) {
        throw new RegistryRefusedException(code, "refused (%d)".formatted(code));
      }
      return RunKey.getClassSchema();
    }
  }

  private static byte[] bytes() {
    return new AvroSerializer<RunKey>(new Lagging(0)).serialize("t", RECORD);
  }

  @Test
  void shouldWaitForASchemaThatTheRegistryDoesNotKnowYet() {
    // given
    AvroDeserializer<RunKey> deserializer = new AvroDeserializer<>(new Lagging(1));

    // when
    RunKey read = deserializer.deserialize("t", bytes());

    // then
    assertThat(read).isEqualTo(RECORD);
  }

  @Test
  void shouldNotWaitWhereTheRegistryRefusesForAnotherReason() {
    // given
    Lagging registry = new Lagging(Integer.MAX_VALUE, 403);
    AvroDeserializer<RunKey> deserializer = new AvroDeserializer<>(registry);

    // when
    assertThatThrownBy(() -> deserializer.deserialize("t", bytes()))
        .isInstanceOf(SerializationException.class);

    // then
    assertThat(registry.asked).isEqualTo(1);
  }

  @Test
  void shouldRefuseASchemaThatDoesNotComeAndWaitForItOnlyOnce() {
    // given
    Lagging registry = new Lagging(Integer.MAX_VALUE);
    AvroDeserializer<RunKey> deserializer =
        new AvroDeserializer<>(registry, Duration.ofMillis(100));
    byte[] bytes = bytes();
    assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("names schema 1, which the registry does not give");
    int before = registry.asked;

    // when
    assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
        .isInstanceOf(SerializationException.class);

    // then
    assertThat(before).isEqualTo(2);
    assertThat(registry.asked).isEqualTo(before + 1);
  }
}
