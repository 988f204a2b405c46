package io.sluice.work.flowfiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowProblemsTest {

  /** A sound flow; each case replaces a part of one line of it. */
  static final String SOUND =
      """
      format: 1
      flow: wine
      period: { every: month, of: previous, timezone: Europe/Paris }
      sample: { dir: sample, period: 2026-10 }
      parameters: { premium_z: { type: double, default: 2.0, min: 0 } }
      inputs:
        erp:
          files: "erp*.xlsx"
          sheet: 1
          columns:
            product_id: { type: bigint, required: true }
            price: "decimal(10,2)"
          other_columns: ignore
        web: { files: web.csv, columns: { sku: varchar }, on_bad_row: quarantine }
      triggers:
        - schedule: { name: monthly, cron: "0 9 15 * *", catchup: last }
        - arrivals: all
      stages:
        clean: { needs: [erp, web.quarantine], sql: sql/clean.sql, pool: prepare }
        total: { needs: [clean], sql: sql/total.sql, timeout: 10m }
      figures:
        rows: { rows: clean }
        ca: { of: total, column: ca, unit: EUR }
      checks:
        - { name: key, on: clean, unique: [product_id] }
        - { name: sound, on: [clean], sql: checks/sound.sql }
        - { name: known, figures: all, match: reference }
        - { name: drifts, figure: ca, drift: 30%, severity: warn }
        - { name: one, on: [total], value: checks/one.sql, between: [1, 2] }
      publish:
        book: { xlsx: { sheets: { "CA": total } } }
        list: { csv: clean }
        page: { html: report/page.yaml }
        base: { duckdb: all }
      """;

  static final Map<String, String> FILES =
      Map.of(
          "sql/clean.sql", "FROM erp, web_quarantine",
          "sql/total.sql", "SELECT 1 FROM clean WHERE z > $premium_z",
          "checks/sound.sql", "FROM clean",
          "checks/one.sql", "FROM total",
          "report/page.yaml",
              "title: T\nlang: fr\nblocks:\n  - figures: all\n"
                  + "  - table: { of: total }\n  - chart: { bar: clean, x: a, y: b }\n",
          "references/2026-10.yaml", "ca: 70568.60\nrows: 825\n");

  @Test
  void shouldReadSoundFlow() {
    // when
    FlowReading reading = read(SOUND, FILES);

    // then
    assertThat(reading).isInstanceOf(FlowReading.Sound.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "format: 1 | format: 2 | 1:9 | format | expected format 1",
        "flow: wine | flow: Wine | 2:7 | flow | \"Wine\" is no name",
        "every: month | every: mnth | 3:18 | period.every | did you mean \"month\"",
        "Europe/Paris | Mars/Base | 3:49 | period.timezone | a time zone",
        "period: 2026-10 | period: 2026-W4 | 4:32 | sample.period | a month such as 2026-10",
        "type: double | type: float | 5:34 | parameters.premium_z.type | did you mean \"double\"",
        "default: 2.0 | default: -1 | 5:51 | parameters.premium_z.default | at least 0",
        "default: 2.0 | default: two | 5:51 | parameters.premium_z.default | of type double",
        "files: \"erp*.xlsx\" | files: \"{run}.xlsx\" | 8:12 | inputs.erp.files | only {period}",
        "files: \"erp*.xlsx\" | files: \"a/b.xlsx\" | 8:12 | inputs.erp.files | has a folder",
        "files: \"erp*.xlsx\" | fils: \"erp*.xlsx\" | 8:5 | inputs.erp.fils | did you mean"
            + " \"files\"",
        "files: \"erp*.xlsx\" | http: x | 8:5 | inputs.erp.http | not available yet",
        "sheet: 1 | delimiter: \";\" | 9:5 | inputs.erp.delimiter | for csv files alone",
        "decimal(10,2) | decimal(10,12) | 12:14 | inputs.erp.columns.price | scale 0 to precision",
        "ignore | drop | 13:20 | inputs.erp.other_columns | ignore or fail",
        "\"decimal(10,2)\" | { type: date, format: dd MMM yyyy } | 12:36 |"
            + " inputs.erp.columns.price.format | holds MMM",
        "\"decimal(10,2)\" | { type: date, format: DD/MM/YYYY } | 12:36 |"
            + " inputs.erp.columns.price.format | did you mean \"dd\"",
        "\"decimal(10,2)\" | { type: date, format: dd/MM } | 12:36 |"
            + " inputs.erp.columns.price.format | says no year",
        "files: web.csv | files: web.csv, encoding: utf-9 | 14:36 | inputs.web.encoding |"
            + " expected an encoding",
        "files: web.csv | files: web.csv, quote: \",\" | 14:8 | inputs.web | the same character",
        "on: clean, unique: [product_id] | on: erp, unique: [produit_id] | 25:36 |"
            + " checks[0].unique[0] | did you mean \"product_id\"",
        "on: clean, unique: [product_id] | on: erp, not_null: [sku] | 25:38 |"
            + " checks[0].not_null[0] | the input \"erp\" has no column \"sku\"",
        "of: total, column: ca | of: web, column: sk | 23:26 | figures.ca.column |"
            + " did you mean \"sku\"",
        "\"CA\": total | \"CA\": { of: erp, formats: { prise: \"0.00\" } } | 31:57 |"
            + " publish.book.xlsx.sheets.CA.formats.prise | did you mean \"price\"",
        "0 9 15 * * | 0 25 15 * * | 16:38 | triggers[0].schedule.cron | \"25\" is no hour",
        "0 9 15 * * | 0 9 15 * | 16:38 | triggers[0].schedule.cron | has 4",
        "arrivals: all | arrivals: [wbe] | 17:16 | triggers[1].arrivals[0] | did you mean \"web\"",
        "needs: [clean] | needs: [claen] | 20:20 | stages.total.needs[0] | did you mean \"clean\"",
        "needs: [clean] | needs: 3 | 20:19 | stages.total.needs | expected a list of names but"
            + " found 3",
        "needs: [clean] | needs: [clean, clean] | 20:27 | stages.total.needs[1] | there twice",
        "needs: [clean] | needs: [total] | 20:3 | stages.total | total needs total",
        "web.quarantine | erp.quarantine | 19:25 | stages.clean.needs[1] | sets no rows aside",
        "sql: sql/total.sql | sql: sql/totl.sql | 20:33 | stages.total.sql | did you mean"
            + " \"sql/total.sql\"",
        "sql: sql/total.sql | sql: ../total.sql | 20:33 | stages.total.sql | leaves the flow's"
            + " folder",
        "timeout: 10m | timeout: 10 | 20:57 | stages.total.timeout | 10m",
        "timeout: 10m | when: x | 20:48 | stages.total.when | not available yet",
        "pool: prepare | pool: checks | 19:68 | stages.clean.pool | a pool's name",
        "clean: { needs | Clean: { needs | 19:3 | stages.Clean | is no name",
        "clean: { needs | erp: { needs | 19:3 | stages.erp | an input has the name",
        "total: { needs | publish: { needs | 20:3 | stages.publish | reserved",
        "rows: clean | rows: cleann | 22:17 | figures.rows.rows | did you mean \"clean\"",
        "column: ca, | | 23:7 | figures.ca | \"column\" is missing",
        "on: clean | on: nothing | 25:22 | checks[0].on | there is no input or stage",
        "on: clean, | | 25:5 | checks[0] | \"on\" is missing",
        "name: sound | name: key | 26:13 | checks[1].name | another check",
        "match: reference | match: all | 27:41 | checks[2].match | expected reference",
        "figure: ca | figure: cb | 28:29 | checks[3].figure | did you mean \"ca\"",
        "drift: 30% | drift: 30 | 28:40 | checks[3].drift | a percentage",
        "between: [1, 2] | between: [3, 2] | 29:63 | checks[4].between | more than the upper",
        "between: [1, 2] | columns: 1 | 29:54 | checks[4].columns | unknown key",
        "\"CA\": total | \"CA/1\": total | 31:29 | publish.book.xlsx.sheets.CA/1 | none of",
        "csv: clean | csv: gone | 32:16 | publish.list.csv | there is no input or stage",
        "csv: clean | csv: { of: clean, delimiter: '\"' } | 32:29 | publish.list.csv.delimiter |"
            + " double quotes",
        "csv: clean | pool: clean | 32:9 | publish.list | one of xlsx",
        "csv: clean | s3: clean | 32:11 | publish.list.s3 | not available yet",
        "report/page.yaml | report/pag.yaml | 33:17 | publish.page.html | did you mean",
        "unit: EUR | unit: \"${EUR}\" | 23:38 | figures.ca.unit | may not stand here",
        "unit: EUR | unit: EUR, unit: USD | 23:43 | figures.ca.unit | there twice, first in line"
            + " 23",
      })
  void shouldTellProblemAtItsPlace(
      String part, String replacement, String position, String path, String words) {
    // given
    String flow =
        SOUND.replaceFirst(
            Pattern.quote(part), Matcher.quoteReplacement(replacement == null ? "" : replacement));

    // when
    List<Problem> problems = problems(read(flow, FILES));

    // then
    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo("flow.yaml");
              assertThat(problem.line() + ":" + problem.column()).isEqualTo(position);
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.message()).contains(words);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "references/2026-10.yaml | expected shop=… but found \"\"",
        "references/premium_z=2/2026-10.yaml | expected shop=… but found \"premium_z=2\"",
        "references/shop=a b/2026-10.yaml | expected letters, digits, - and _",
      })
  void shouldTellReferencesThatNoSliceHas(String file, String words) {
    // given
    String sliced =
        SOUND
            .replace("{ premium_z:", "{ shop: { type: varchar, default: a }, premium_z:")
            .replace("sample:", "slice: [shop]\nsample:");
    Map<String, String> files = new TreeMap<>(FILES);
    files.remove("references/2026-10.yaml");
    files.put("references/shop=b/2026-10.yaml", "ca: 2\n");

    // when
    FlowReading sound = read(sliced, files);
    files.put(file, "ca: 1\n");
    List<Problem> problems = problems(read(sliced, files));

    // then
    assertThat(((FlowReading.Sound) sound).references().byPeriod())
        .containsOnlyKeys("shop=b/2026-10");
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo(file);
              assertThat(problem.message()).contains(words);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sql/total.sql | `SELECT 1 -- erp\nFROM clean JOIN erp` | 2:17 | not among what it needs",
        "sql/total.sql | FROM clean JOIN elsewhere | 1:17 | neither an input nor a stage",
        "sql/total.sql | FROM clean WHERE $premium_x | 1:18 | did you mean \"premium_z\"",
        "sql/total.sql | `FROM clean\nWHERE FORBIDDEN` | 2:7 | forbidden",
        "sql/total.sql | FROM clean WHERE now() | 1:18 | not repeatable",
        "references/2026-10.yaml | cb: 1 | 1:1 | there is no figure \"cb\"",
        "references/2026-10.yaml | ca: much | 1:5 | expected a number but found much",
        "references/2026-10.yaml | `rows: 825\nca: 1e26` | 2:5 | at most 26 digits before",
        "references/2026-10.yaml | ca: 99999999999999999999999999.9999999999996 | 1:5 | 26 digits",
        "references/2026.yaml | ca: 1 | 1:1 | a month such as 2026-10",
        "references/shop=7/2026-10.yaml | ca: 1 | 1:1 | the flow has no slice",
        "report/page.yaml | `blocks:\n- table: { of: gone }` | 2:16 | there is no input or stage",
        "report/page.yaml | `blocks:\n- chart: { bar: total, x: a }` | 2:10 | \"y\" is missing",
        "report/page.yaml | `blocks:\n- chart: { bar: erp, x: prise, y: PRICE }` | 2:25 | did you"
            + " mean \"price\"",
        "report/page.yaml | `blocks: [` | 1:10 | this is no YAML",
      })
  void shouldTellProblemInOtherFile(String file, String text, String position, String words) {
    // given
    Map<String, String> files = new TreeMap<>(FILES);
    files.put(file, text);

    // when
    List<Problem> problems = problems(read(SOUND, files));

    // then
    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo(file);
              assertThat(problem.line() + ":" + problem.column()).isEqualTo(position);
              assertThat(problem.message()).contains(words);
            });
  }

  @Test
  void shouldTellEveryProblemAtOnceInOrder() {
    // given
    String flow =
        SOUND
            .replace("format: 1", "format: 9")
            .replace("csv: clean", "csv: gone")
            .replace("every: month", "every: eon");

    // when
    List<Problem> problems = problems(read(flow, FILES));

    // then
    assertThat(problems).isSorted();
    assertThat(problems).extracting(Problem::line).containsSubsequence(1, 3, 32);
  }

  @Test
  void shouldRefuseFlowWithoutName() {
    // when
    List<Problem> problems = problems(read(SOUND.replace("flow: wine\n", ""), FILES));

    // then
    assertThat(problems).singleElement().hasToString("flow.yaml:1:1: \"flow\" is missing");
  }

  @Test
  void shouldAllowUnrepeatableSqlInVolatileStage() {
    // given
    Map<String, String> files = new TreeMap<>(FILES);
    files.put("sql/total.sql", "FROM clean WHERE now()");
    String flow = SOUND.replace("timeout: 10m", "volatile: true");

    // when
    FlowReading reading = read(flow, files);

    // then
    assertThat(reading).isInstanceOf(FlowReading.Sound.class);
  }

  @Test
  void shouldNameTheWayOfACycle() {
    // given
    String flow =
        """
        format: 1
        flow: wine
        stages:
          a: { needs: [c], sql: "select * from c" }
          b: { needs: [a], sql: "select * from a" }
          c: { needs: [b], sql: "select * from b" }
        """;

    // when
    List<Problem> problems = problems(read(flow, Map.of()));

    // then
    assertThat(problems)
        .singleElement()
        .hasToString("flow.yaml:4:3: stages.a: the stage needs itself: a needs c needs b needs a");
  }

  @Test
  void shouldRefuseMoreThan500Stages() {
    // given
    String stages =
        IntStream.range(0, 501)
            .mapToObj(i -> "  s%d: { sql: select 1 }".formatted(i))
            .collect(Collectors.joining("\n"));

    // when
    List<Problem> problems = problems(read("format: 1\nflow: wine\nstages:\n" + stages, Map.of()));

    // then
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("at most 500 stages"));
  }

  @Test
  void shouldRefuseFolderWithoutFlow() {
    // when
    List<Problem> problems =
        problems(FlowReader.read(FlowFiles.source(Map.of()), SqlWords.INSPECTOR));

    // then
    assertThat(problems).singleElement().hasToString("flow.yaml:1:1: there is no flow.yaml");
  }

  static FlowReading read(String flow, Map<String, String> others) {
    Map<String, String> files = new TreeMap<>(others);
    files.put("flow.yaml", flow);
    return FlowReader.read(FlowFiles.source(files), SqlWords.INSPECTOR);
  }

  static List<Problem> problems(FlowReading reading) {
    return switch (reading) {
      case FlowReading.Sound _ -> List.of();
      case FlowReading.Refused(List<Problem> problems) -> problems;
    };
  }
}
