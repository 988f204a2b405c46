package io.sluice.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Flow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

  private static final Instant ARRIVED = Instant.parse("2026-11-05T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "erp_{period}.xlsx, -,       erp_2026-08.xlsx, 2026-08",
        "erp*.xlsx,         2026-09, erp.xlsx,         2026-09",
        "erp*.xlsx,         -,       erp.xlsx,         2026-10",
        "erp_{period}.xlsx, 2026-08, erp_2026-08.xlsx, 2026-08",
      })
  void shouldTakePeriodFromNameThenFolderThenArrival(
      String pattern, String folder, String name, String period) {
    // when
    List<Recipient> to = recipients(TakingFlows.taking(pattern), place(folder, name));

    // then
    assertThat(to).extracting(Recipient::key).containsExactly("shop//" + period + "/in0");
    assertThat(to.getFirst().subject().start()).isPresent();
  }

  @Test
  void shouldTakePeriodOfArrivalInZoneOfFlow() {
    // given
    Instant lastHourOfOctoberInUtc = Instant.parse("2026-10-31T23:30:00Z");

    // when
    Addressing addressing =
        new Addresses(TakingFlows.taking("*.csv")).of(place(null, "a.csv"), lastHourOfOctoberInUtc);

    // then
    assertThat(((Addressing.To) addressing).recipients().getFirst().subject().period())
        .isEqualTo("2026-10");
  }

  @Test
  void shouldSendFileToEveryInputThatTakesIt() {
    Flow flow = TakingFlows.taking("book*.xlsx", "*.csv", "*.xlsx");

    assertThat(recipients(flow, place("2026-10", "book.xlsx")))
        .extracting(Recipient::input)
        .containsExactly("in0", "in2");
  }

  @Test
  void shouldTakeSliceFromNameOrDefault() {
    // given
    Flow flow = TakingFlows.sliced(Optional.of("green"), "{taxi}_{period}.csv", "trips.csv");

    // then
    assertThat(recipients(flow, place(null, "yellow_2026-08.csv")).getFirst().subject().slice())
        .isEqualTo(Map.of("taxi", "yellow"));
    assertThat(recipients(flow, place(null, "trips.csv")).getFirst().subject().slice())
        .isEqualTo(Map.of("taxi", "green"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "-       | invoice.pdf     | no input of flow shop takes a file named invoice.pdf; it takes"
            + " erp_{period}.csv, web*.csv",
        "-       | erp_2026-13.csv | the period in its name: expected a month such as 2026-10 but"
            + " found \"2026-13\"",
        "october | web.csv         | the folder it lies in: expected a month such as 2026-10 but"
            + " found \"october\"",
        "2026-09 | erp_2026-10.csv | its name says 2026-10 but it lies in the folder 2026-09",
      })
  void shouldSayWhyNobodyTakesFile(String folder, String name, String reason) {
    Flow flow = TakingFlows.taking("erp_{period}.csv", "web*.csv");

    assertThat(new Addresses(flow).of(place(folder, name), ARRIVED))
        .isEqualTo(new Addressing.Nobody(reason));
  }

  @Test
  void shouldRefuseFileThatDoesNotSayItsSlice() {
    Flow flow = TakingFlows.sliced(Optional.empty(), "trips.csv");

    assertThat(new Addresses(flow).of(place(null, "trips.csv"), ARRIVED))
        .isEqualTo(
            new Addressing.Nobody(
                "its name does not say taxi, which is part of the slice and has no default"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "shop | a.csv  | true  | 100 | -",
        "''   | a.csv  | true  | 1   | it lies in no flow's folder; put it into the folder of its"
            + " flow",
        "shop | a.csv  | false | 1   | it is a link or another thing that is no file; links are"
            + " not followed",
        "shop | a\\b.csv | true | 1 | its name is too long or has signs that a name should not"
            + " have",
        "shop | a.csv  | true  | 101 | it has 101 bytes, and files of at most 100 are taken",
      })
  void shouldSayWhyFileIsForNoFlow(
      String flow, String name, boolean isRegular, long bytes, String reason) {
    // given
    Place place = new Place(flow, Optional.empty(), name);
    Sighting sighting = new Sighting(bytes, ARRIVED, "1", ARRIVED);

    // when // then
    assertThat(Addresses.unfit(place, sighting, isRegular, 100))
        .isEqualTo(Optional.ofNullable(reason));
  }

  private static Place place(String folder, String name) {
    return new Place("shop", Optional.ofNullable(folder), name);
  }

  private static List<Recipient> recipients(Flow flow, Place place) {
    return ((Addressing.To) new Addresses(flow).of(place, ARRIVED)).recipients();
  }
}
