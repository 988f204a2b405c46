package io.sluice.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.FilePattern.Match;
import io.sluice.engine.flow.PeriodRule.Every;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "erp*.xlsx | erp.xlsx | true",
        "erp*.xlsx | erp 10.xlsx | true",
        "erp*.xlsx | web.xlsx | false",
        "erp*.xlsx | erp.xlsx.part | false",
        "erp*.xlsx | ERP.xlsx | false",
        "a.csv | a.csv | true",
        "a.csv | aXcsv | false",
        "a+b$.csv | a+b$.csv | true",
        "a(b|a(b | true",
        "v?.csv | v1.csv | true",
        "v?.csv | v12.csv | false",
        "v[0-9].csv | v7.csv | true",
        "v[0-9].csv | vx.csv | false",
        "v[!0-9].csv | vx.csv | true",
        "v[!0-9].csv | v7.csv | false",
        "v[^a].csv | v^.csv | true",
        "v[^a].csv | vb.csv | false",
        "v[a&&b].csv | v&.csv | true",
        "v[a&&b].csv | vb.csv | true",
        "v[.]x | v.x | true",
        "v[.]x | vax | false",
        "x.{csv,txt} | x.txt | true",
        "x.{csv,txt} | x.tsv | false",
        "x{,.gz} | x | true",
        "x{a*,?}y | xabcy | true",
        "x{a*,?}y | xby | true",
        "x{a*,?}y | xbcy | false",
        "**a** | bab | true",
      })
  void shouldMatchAsShellsDo(String glob, String name, boolean matches) {
    assertThat(FilePattern.of(glob, Every.MONTH).match(name).isPresent()).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "YEAR, r_2026.csv, 2026",
    "MONTH, r_2026-10.csv, 2026-10",
    "WEEK, r_2026-W41.csv, 2026-W41",
    "DAY, r_2026-10-05.csv, 2026-10-05",
    "HOUR, r_2026-10-05T14.csv, 2026-10-05T14",
  })
  void shouldReadPeriodFromName(Every every, String name, String period) {
    // when
    Optional<Match> match = FilePattern.of("r_{period}.csv", every).match(name);

    // then
    assertThat(match).contains(new Match(Optional.of(period), Map.of()));
  }

  @Test
  void shouldReadSliceAndPeriodFromName() {
    // given
    FilePattern pattern = FilePattern.of("{taxi}_tripdata_{period}*.csv", Every.MONTH);

    // when
    Optional<Match> match = pattern.match("green_tripdata_2026-10 (1).csv");

    // then
    assertThat(match).contains(new Match(Optional.of("2026-10"), Map.of("taxi", "green")));
    assertThat(match.orElseThrow().allows("2026-10", Map.of("taxi", "green"))).isTrue();
    assertThat(match.orElseThrow().allows("2026-11", Map.of("taxi", "green"))).isFalse();
    assertThat(match.orElseThrow().allows("2026-10", Map.of("taxi", "yellow"))).isFalse();
    assertThat(match.orElseThrow().allows("2026-10", Map.of())).isFalse();
  }

  @Test
  void shouldAllowAnyPeriodAndSliceWhereNameTellsNone() {
    // when
    Match match = FilePattern.of("erp*.xlsx", Every.MONTH).match("erp.xlsx").orElseThrow();

    // then
    assertThat(match.allows("2026-10", Map.of("taxi", "green"))).isTrue();
  }

  @Test
  void shouldTakePlaceholderThatStandsTwiceForOneText() {
    // given
    FilePattern pattern = FilePattern.of("{period}/{taxi}_{period}_{taxi}", Every.MONTH);

    // then
    assertThat(pattern.match("2026-10/a_2026-10_a")).isPresent();
    assertThat(pattern.match("2026-10/a_2026-11_a")).isEmpty();
    assertThat(pattern.match("2026-10/a_2026-10_b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..", ".", "a/b", "a b", "é", "-a", "_a", "", "a\n", "a\u0000", "a=b", "a,b", "a.b",
        "\u202ea"
      })
  void shouldTakeNothingForSliceThatIsNoPlainName(String hostile) {
    assertThat(FilePattern.isSliceValue(hostile)).isFalse();
    assertThat(FilePattern.of("{taxi}.csv", Every.MONTH).match(hostile + ".csv")).isEmpty();
  }

  @Test
  void shouldTakeAtMost60CharactersForSlice() {
    // given
    FilePattern pattern = FilePattern.of("{taxi}.csv", Every.MONTH);

    // then
    assertThat(pattern.match("a".repeat(60) + ".csv")).isPresent();
    assertThat(pattern.match("a".repeat(61) + ".csv")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*a*a*a*a*a*a*a*a*a*a*a*a*b",
        "{a}{b}{c}{d}{e}!",
        "*{a}*{b}*{a}*{b}*!",
        "{a*,a*a,*}{a*,a*a,*}{a*,a*a,*}{a*,a*a,*}!"
      })
  void shouldGiveUpSoonOnNameMadeToKeepItBusy(String glob) {
    // given
    FilePattern pattern = FilePattern.of(glob, Every.MONTH);
    long start = System.nanoTime();

    // when
    Optional<Match> match = pattern.match("a".repeat(255));

    // then
    assertThat(match).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void shouldNotMatchNamesLongerThanAnyFileHas() {
    assertThat(FilePattern.of("*", Every.MONTH).match("a".repeat(255))).isPresent();
    assertThat(FilePattern.of("*", Every.MONTH).match("a".repeat(256))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/b | has a folder",
        "a\\b | has a folder",
        "{run}.csv | only {period}",
        "{taxi}.csv | only {period}",
        "{} | only {period}",
        "{csv | only {period}",
        "{{period}} | only {period}",
        "{[ab],c} | only {period}",
        "[] | hold no set",
        "[!] | hold no set",
        "[z-a] | hold no set",
        "[ab | hold no set",
        "ab] | hold no set",
        "[a[b]] | hold no set",
      })
  void shouldSayWhatIsWrongWithPattern(String glob, String words) {
    assertThat(GlobSyntax.problemIn(glob, Every.MONTH, List.of()).orElse("")).contains(words);
  }

  @Test
  void shouldAllowWhatTheFlowHas() {
    assertThat(GlobSyntax.problemIn("{taxi}_{period}.csv", Every.MONTH, List.of("taxi"))).isEmpty();
    assertThat(GlobSyntax.problemIn("{period}.csv", Every.NONE, List.of()).orElse(""))
        .contains("has no period");
    assertThat(GlobSyntax.problemIn("*".repeat(201), Every.NONE, List.of()).orElse(""))
        .contains("at most 200");
  }
}
