package io.sluice.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BottleneckSampleTest {

  private static final Path FLOW = Path.of("../../flow-definitions/bottleneck");
  private static final int MAX_BYTES = 300_000;

  /** Compares unpacked: how well a zip is packed may differ between machines. */
  @Test
  void shouldMakeTheCommittedSampleAgain(@TempDir Path folder) throws IOException {
    // given
    var sample = new BottleneckSample(BottleneckSample.SEED);

    // when
    sample.writeTo(folder);

    // then
    for (var name : sample.workbooks().keySet()) {
      assertThat(unpacked(folder.resolve(name)))
          .as(name)
          .isEqualTo(unpacked(FLOW.resolve("sample").resolve(name)));
    }
  }

  @Test
  void shouldWriteTheSameBytesTwice() throws IOException {
    // when
    var first = new BottleneckSample(BottleneckSample.SEED).workbooks();
    var second = new BottleneckSample(BottleneckSample.SEED).workbooks();

    // then
    assertThat(first)
        .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(second.get(name)))
        .allSatisfy((name, bytes) -> assertThat(bytes).hasSizeLessThan(MAX_BYTES));
  }

  @ParameterizedTest
  @ValueSource(longs = {BottleneckSample.SEED, 1, 2, 3})
  void shouldHoldTheReferencesOfThePeriod(long seed) throws IOException {
    // given
    var workbooks = new BottleneckSample(seed).workbooks();

    // when
    var figures = WineMonth.read(workbooks).figures();

    // then
    assertThat(figures).isEqualTo(references());
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "SLUICE_REAL_DATA", matches = ".+")
  void shouldFindTheSameFiguresInTheRealWorkbooks() throws IOException {
    // given
    var folder = Path.of(System.getenv("SLUICE_REAL_DATA"), "bottleneck");
    var workbooks = new TreeMap<String, byte[]>();
    for (var name : List.of("erp.xlsx", "web.xlsx", "liaison.xlsx")) {
      workbooks.put(name, Files.readAllBytes(folder.resolve(name)));
    }

    // when
    var figures = WineMonth.read(workbooks).figures();

    // then
    assertThat(figures).isEqualTo(references());
  }

  @Test
  void shouldHoldTheTrapsOfTheWebExport() throws IOException {
    // when
    var web = WineMonth.read(new BottleneckSample(BottleneckSample.SEED).workbooks()).web();

    // then
    assertThat(WebSheet.COLUMNS).hasSize(28);
    assertThat(WineMonth.count(web, row -> !row.containsKey("sku"))).isEqualTo(85);
    assertThat(WineMonth.count(web, row -> row.size() == 3)).isEqualTo(83);
    assertThat(WineMonth.count(web, has("sku", ".*[^0-9].*"))).isEqualTo(4);
    assertThat(WineMonth.count(web, has("post_type", "product"))).isEqualTo(716);
    assertThat(WineMonth.count(web, has("post_type", "attachment"))).isEqualTo(714);
    assertThat(WineMonth.count(web, has("post_title", ".*&amp;.*"))).isEqualTo(10);
    assertThat(WineMonth.count(web, has("post_excerpt", "(?s)<div.*\n.*"))).isGreaterThan(100);
    assertThat(
            web.stream()
                .filter(row -> row.containsKey("sku"))
                .collect(Collectors.groupingBy(row -> row.getOrDefault("sku", "")))
                .values())
        .hasSize(714)
        .allSatisfy(twins -> assertThat(twins).hasSize(2))
        .filteredOn(
            twins -> twins.stream().map(row -> row.get("total_sales")).distinct().count() > 1)
        .hasSize(3);
  }

  @Test
  void shouldHoldTheTrapsOfPricesAndLinks() throws IOException {
    // when
    var month = WineMonth.read(new BottleneckSample(BottleneckSample.SEED).workbooks());

    // then
    assertThat(WineMonth.count(month.erp(), has("price", "-.*"))).isEqualTo(2);
    assertThat(WineMonth.count(month.erp(), has("stock_quantity", "-1"))).isEqualTo(2);
    assertThat(WineMonth.count(month.erp(), has("price", ".{9,}"))).isEqualTo(90);
    assertThat(month.erp()).extracting(row -> row.get("price")).contains("34.299999999999997");
    assertThat(WineMonth.count(month.liaison(), row -> !row.containsKey("id_web"))).isEqualTo(91);
    assertThat(WineMonth.count(month.liaison(), has("id_web", ".*[^0-9].*"))).isEqualTo(3);
  }

  private static Predicate<Map<String, String>> has(String column, String pattern) {
    return row -> row.getOrDefault(column, "").matches(pattern);
  }

  private static Map<String, String> references() throws IOException {
    return Files.readAllLines(FLOW.resolve("references/2026-10.yaml")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(": ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static Map<String, String> unpacked(Path workbook) throws IOException {
    var entries = new TreeMap<String, String>();
    try (var zip = new ZipFile(workbook.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        var bytes = zip.getInputStream(entry).readAllBytes();
        entries.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
