package io.sluice.wire.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private static final int REQUEST_BYTES = 1 << 20;

  /** What Kafka needs for a record beside its key, its value and its headers. */
  private static final int FRAME_BYTES = 1_000;

  private static ProducerRecord<String, byte[]> record(byte[] key, byte[] value, String cause) {
    return DeadLetters.record("aside", new DeadLetter("events", 0, 7, 0, key, value, cause));
  }

  private static String header(ProducerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private static int bytes(ProducerRecord<String, byte[]> record) {
    int bytes = record.key().length() + record.value().length;
    for (Header header : record.headers()) {
      bytes += header.key().length() + header.value().length;
    }
    return bytes;
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'v');
    return bytes;
  }

  @Test
  void shouldFitIntoARequestHoweverLargeTheRecordWas() {
    // given
    byte[] value = filled(REQUEST_BYTES - 100);
    byte[] key = filled(REQUEST_BYTES / 2);

    // when
    ProducerRecord<String, byte[]> record = record(key, value, "€".repeat(10_000));

    // then
    assertThat(bytes(record) + FRAME_BYTES).isLessThan(REQUEST_BYTES);
    assertThat(value).startsWith(record.value());
    assertThat(header(record, DeadLetters.VALUE_BYTES)).isEqualTo("" + value.length);
    assertThat(header(record, DeadLetters.KEY_BYTES)).isEqualTo("" + key.length);
  }

  @Test
  void shouldKeepTheBytesOfOthersAsTheyWere() {
    // given
    byte[] value = filled(DeadLetters.MAX_VALUE_BYTES);
    byte[] key = filled(DeadLetters.MAX_KEY_BYTES);

    // when
    ProducerRecord<String, byte[]> record = record(key, value, "broken");

    // then
    assertThat(record.value()).isEqualTo(value);
    assertThat(record.headers().lastHeader(DeadLetters.KEY).value()).isEqualTo(key);
    assertThat(record.headers().lastHeader(DeadLetters.VALUE_BYTES)).isNull();
    assertThat(record.headers().lastHeader(DeadLetters.KEY_BYTES)).isNull();
  }

  @Test
  void shouldReadWhatWasWritten() {
    // given
    ProducerRecord<String, byte[]> record = record(filled(3), filled(4), "no Avro");

    // when
    DeadLetter letter = DeadLetters.letter(kept(record)).orElseThrow();

    // then
    assertThat(letter.topic()).isEqualTo("events");
    assertThat(letter.offset()).isEqualTo(7);
    assertThat(letter.key()).isEqualTo(filled(3));
    assertThat(letter.value()).isEqualTo(filled(4));
    assertThat(letter.cause()).isEqualTo("no Avro");
  }

  @Test
  void shouldTakeNothingElseForALetter() {
    ProducerRecord<String, byte[]> other = new ProducerRecord<>("aside", "key", filled(1));

    assertThat(DeadLetters.letter(kept(other))).isEmpty();
  }

  private static ConsumerRecord<String, byte[]> kept(ProducerRecord<String, byte[]> sent) {
    return new ConsumerRecord<>(
        sent.topic(),
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        sent.headers(),
        Optional.empty());
  }
}
