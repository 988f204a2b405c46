package io.sluice.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaxiSampleTest {

  private static final Path SAMPLE = Path.of("../../flow-definitions/taxi/sample");
  private static final int VENDOR = 0;
  private static final int PICKED_UP = 1;
  private static final int DROPPED_OFF = 2;
  private static final int DISTANCE = 8;
  private static final int FARE = 9;
  private static final int EHAIL_FEE = 14;
  private static final int TOTAL = 16;
  private static final List<Integer> KEY =
      List.of(VENDOR, PICKED_UP, DROPPED_OFF, 5, 6, FARE, DISTANCE);

  /** Compares unpacked: how well a file is packed may differ between machines. */
  @Test
  void shouldMakeTheCommittedSampleAgain(@TempDir Path folder) throws IOException {
    // when
    new TaxiSample(TaxiSample.SEED).writeTo(folder, "green");

    // then
    assertThat(unpacked(folder)).isEqualTo(unpacked(SAMPLE));
  }

  @Test
  void shouldHoldTheQuirksOfTheRealFiles() {
    // when
    var trips = trips(TaxiSample.SEED);

    // then
    assertThat(trips).hasSize(400).allMatch(trip -> trip.size() == 20);
    assertThat(trips).filteredOn(trip -> trip.get(VENDOR).isEmpty()).hasSize(140);
    assertThat(trips).allMatch(trip -> trip.get(EHAIL_FEE).isEmpty());
    assertThat(trips).filteredOn(trip -> trip.get(TOTAL).startsWith("-")).hasSize(6);
    assertThat(trips).filteredOn(trip -> trip.get(DISTANCE).startsWith(".")).isNotEmpty();
    assertThat(trips).filteredOn(trip -> trip.get(FARE).contains(".")).isNotEmpty();
    assertThat(trips).filteredOn(trip -> !trip.get(PICKED_UP).startsWith("2026-10")).hasSize(2);
    assertThat(trips)
        .filteredOn(trip -> trip.get(DROPPED_OFF).compareTo(trip.get(PICKED_UP)) < 0)
        .hasSize(1);
    assertThat(sum(trips)).isEqualTo("5182.36");
  }

  @ParameterizedTest
  @ValueSource(longs = {TaxiSample.SEED, 1, 2, 3})
  void shouldTellEveryTripFromTheOthers(long seed) {
    assertThat(trips(seed))
        .extracting(trip -> KEY.stream().map(trip::get).toList())
        .doesNotHaveDuplicates();
  }

  private static String sum(List<List<String>> trips) {
    return trips.stream()
        .map(trip -> new BigDecimal(trip.get(TOTAL)))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .toPlainString();
  }

  private static List<List<String>> trips(long seed) {
    var csv = new TaxiSample(seed).csv();
    assertThat(csv).endsWith("\r\n");
    return Stream.of(csv.split("\r\n")).skip(1).map(line -> List.of(line.split(",", -1))).toList();
  }

  private static String unpacked(Path folder) throws IOException {
    var packed = Files.readAllBytes(folder.resolve(TaxiSample.fileName("green")));
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(gzip.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
