package io.sluice.cli.flows;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.Refusal;
import io.sluice.cli.RunOrder;
import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.PublishedFile;
import io.sluice.cli.view.RunView.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Months of taxi trips, a slice for each fleet. */
@Timeout(60)
class TaxiIT {

  private static final Path TAXI = RunningSluice.FLOWS.resolve("taxi");
  private static final Path SAMPLE = TAXI.resolve("sample/green_tripdata_2026-10.csv.gz");

  @TempDir static Path home;
  private static RunningSluice sluice;
  private static RunView published;
  @TempDir Path folder;

  @BeforeAll
  static void publishSample() throws InterruptedException {
    sluice = RunningSluice.start(home);
    published = sluice.run(RunningSluice.order("taxi"));
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    sluice.close();
  }

  @Test
  void shouldPublishSampleOfGreenCabs() {
    assertThat(published.status()).as(Seen.words(published)).isEqualTo(Status.PUBLISHED);
    assertThat(published.slice()).isEqualTo(Map.of("taxi", "green"));
    assertThat(published.period()).isEqualTo("2026-10");
    assertFigures(published, "400", "5182.36");
    assertThat(Seen.failedChecks(published))
        .as("meters with a wrong clock are told, and count")
        .containsExactlyInAnyOrder("tripdata_in_month", "tripdata_ends_after_start");
    assertThat(published.published())
        .extracting(PublishedFile::name)
        .containsExactly("trips.parquet", "zone_days.csv");
    assertThat(published.published())
        .allSatisfy(
            file ->
                assertThat(Path.of(file.place()).getParent().toString())
                    .endsWith("published/taxi/taxi=green/2026-10/v1"));
  }

  @Test
  void shouldPublishEveryTripUnderAKeyOfItsOwn() throws SQLException {
    assertThat(
            answer(
                "SELECT count(*) || ' ' || count(DISTINCT trip_id) || ' ' || sum(total_amount)"
                    + " FROM read_parquet('%s')",
                Seen.file(published, "trips.parquet")))
        .isEqualTo("400 400 5182.36");
  }

  /** The md5 of the text that the file itself has, amounts with two places. */
  @Test
  void shouldKeyTripsByWhoWhenWhereAndHowMuch() throws SQLException {
    assertThat(
            answer(
                "SELECT trip_id = md5('2|2026-10-01 00:21:01|2026-10-01"
                    + " 00:41:49|41|244|16.50|5.45') FROM read_parquet('%s') WHERE picked_up ="
                    + " TIMESTAMP '2026-10-01 00:21:01'",
                Seen.file(published, "trips.parquet")))
        .isEqualTo("true");
  }

  @Test
  void shouldPublishZonesAndDaysThatAddUp() throws SQLException {
    assertThat(
            answer(
                "SELECT sum(trips) || ' ' || sum(CAST(total_amount AS DECIMAL(18, 2)))"
                    + " FROM read_csv('%s', all_varchar = false)",
                Seen.file(published, "zone_days.csv")))
        .isEqualTo("400 5182.36");
  }

  @Test
  void shouldKeepSlicesOfOnePeriodApart() throws IOException {
    // given
    repacked("green", csv -> csv);
    repacked("boro", TaxiIT::withoutLastTrip);

    // when
    RunView boro = sluice.run(order("2026-10", Map.of("taxi", "boro")));
    RunView green = sluice.run(order("2026-10", Map.of("taxi", "green")));

    // then
    assertThat(boro.status()).as(Seen.words(boro)).isEqualTo(Status.PUBLISHED);
    assertThat(boro.version()).hasValue(1);
    assertThat(Seen.figures(boro).get("rows")).isEqualByComparingTo("399");
    assertThat(Seen.file(boro, "zone_days.csv").toString()).contains("taxi/taxi=boro/2026-10/v1");
    assertThat(green.version()).hasValue(1);
    assertThat(green.unchanged()).as(Seen.words(green)).isTrue();
    assertThat(Seen.words(green)).startsWith("taxi taxi=green 2026-10: unchanged");
    assertFigures(green, "400", "5182.36");
  }

  @Test
  void shouldMatchReferencesOfTheSliceAlone() throws IOException {
    // given
    FlowCopy flow = FlowCopy.of("taxi", folder.resolve("flow"));
    Files.writeString(flow.folder().resolve("references/taxi=green/2026-10.yaml"), "rows: 401\n");
    repacked("green", csv -> csv);
    repacked("fhv", csv -> csv);

    // when
    RunView fhv = sluice.run(order(flow.folder(), "2026-10", Map.of("taxi", "fhv")));
    RunView green = sluice.run(order(flow.folder(), "2026-10", Map.of("taxi", "green")));

    // then
    assertThat(fhv.status()).as(Seen.words(fhv)).isEqualTo(Status.PUBLISHED);
    assertThat(green.status()).isEqualTo(Status.REJECTED);
    assertThat(Seen.words(green))
        .contains("references", "401", "the last good report is version 1", "taxi=green");
  }

  @Test
  void shouldRejectFileWithOneTripTwice() throws IOException {
    // given
    repacked("green", csv -> csv + csv.lines().reduce((_, last) -> last).orElseThrow() + "\r\n");

    // when
    RunView run = sluice.run(order("2026-10", Map.of()));

    // then
    assertThat(run.status()).isEqualTo(Status.REJECTED);
    assertThat(Seen.words(run)).startsWith("Rejected by trips_once").contains("trip_id");
  }

  @Test
  void shouldNameTheFileThatIsMissed() {
    // when
    RunView run = sluice.run(order("2026-11", Map.of("taxi", "yellow")));

    // then
    assertThat(run.status()).isEqualTo(Status.REJECTED);
    assertThat(Seen.words(run))
        .contains("yellow_tripdata_2026-11.csv or yellow_tripdata_2026-11.csv.gz");
  }

  @Test
  void shouldRefuseSliceThatCannotNameAFolder() {
    assertThatThrownBy(() -> sluice.run(order("2026-10", Map.of("taxi", "../green"))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("parameter taxi is part of the slice: expected letters, digits");
  }

  private static void assertFigures(RunView view, String rows, String total) {
    assertThat(Seen.figures(view).get("rows")).isEqualByComparingTo(rows);
    assertThat(Seen.figures(view).get("total_amount")).isEqualByComparingTo(total);
  }

  private RunOrder order(String period, Map<String, String> parameters) {
    return order(TAXI, period, parameters);
  }

  private RunOrder order(Path flow, String period, Map<String, String> parameters) {
    return new RunOrder(flow, Optional.of(folder), Optional.of(period), parameters);
  }

  /** Puts the sample into the folder under a fleet's name. */
  private void repacked(String taxi, UnaryOperator<String> change) throws IOException {
    String csv;
    try (GZIPInputStream packed = new GZIPInputStream(Files.newInputStream(SAMPLE))) {
      csv = new String(packed.readAllBytes(), US_ASCII);
    }
    Path target = folder.resolve(taxi + "_tripdata_2026-10.csv.gz");
    try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(target))) {
      packed.write(change.apply(csv).getBytes(US_ASCII));
    }
  }

  private static String withoutLastTrip(String csv) {
    return csv.substring(0, csv.lastIndexOf("\r\n", csv.length() - 3) + 2);
  }

  private static String answer(String sql, Path file) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql.formatted(file))) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
