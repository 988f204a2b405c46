package io.sluice.work.check;

import static io.sluice.work.check.CheckBench.CHECK;
import static io.sluice.work.check.CheckBench.NOW;
import static io.sluice.work.check.CheckBench.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Check.Assertion;
import io.sluice.engine.flow.Check.Bounds;
import io.sluice.engine.flow.Figure.Measure;
import io.sluice.engine.flow.Need;
import io.sluice.engine.run.CheckItem;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunEvent.ArtefactLost;
import io.sluice.engine.run.RunEvent.CheckFailed;
import io.sluice.engine.run.RunEvent.CheckPassed;
import io.sluice.engine.run.RunEvent.FigureObserved;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckRunnerTest {

  private static final String SALES =
      """
      SELECT * FROM (VALUES
        (1, 'Chablis', 34.299999999999997::DECIMAL(20,15)),
        (2, NULL, 12.50),
        (2, 'Merlot', 0.01),
        (3, 'Merlot', 5.00),
        (3, 'Syrah', 6.00)) AS t(sku, title, price)\
      """;

  @TempDir Path temp;
  private CheckBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new CheckBench(temp, Duration.ofSeconds(60));
    bench.table("sales", SALES);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  @Test
  void shouldFindKeysThatStandMoreThanOnce() {
    assertThat(bench.check(new Assertion.Unique(Need.of("sales"), List.of("sku"))))
        .isEqualTo(
            failed(
                "each sku once",
                "2 keys stand more than once",
                "sku=2 (2 rows)",
                "sku=3 (2 rows)"));
    assertThat(bench.check(new Assertion.Unique(Need.of("sales"), List.of("sku", "title"))))
        .isEqualTo(passed("each (sku, title) once", "no key more than once"));
  }

  @Test
  void shouldCountAllDoubledKeysAndShowTwenty() throws Exception {
    // given
    bench.table("many", "SELECT i // 2 AS k FROM range(100) t(i) UNION ALL SELECT NULL");

    // when
    RunEvent found = bench.check(new Assertion.Unique(Need.of("many"), List.of("k")));

    // then
    assertThat(found)
        .isInstanceOfSatisfying(
            CheckFailed.class,
            failed -> {
              assertThat(failed.observed()).isEqualTo("50 keys stand more than once");
              assertThat(failed.evidence()).hasSize(20).startsWith("k=0 (2 rows)");
            });
  }

  @Test
  void shouldFindNulls() {
    assertThat(bench.check(new Assertion.NotNull(Need.of("sales"), List.of("sku", "title"))))
        .isEqualTo(
            failed(
                "no NULL in sku, title",
                "1 row with NULL",
                "sku=2, title=NULL, price=12.500000000000000"));
    assertThat(bench.check(new Assertion.NotNull(Need.of("sales"), List.of("sku"))))
        .isEqualTo(passed("no NULL in sku", "none"));
  }

  @Test
  void shouldHoldRowsAgainstBounds() {
    assertThat(bench.check(new Assertion.RowCount(Need.of("sales"), bounds("1", "100"))))
        .isEqualTo(passed("between 1 and 100", "5"));
    assertThat(bench.check(new Assertion.RowCount(Need.of("sales"), bounds("20", "20"))))
        .isEqualTo(failed("20", "5"));
  }

  @Test
  void shouldTakeReturnedRowsAsViolations() {
    assertThat(bench.check(sql("SELECT sku, title FROM sales WHERE sku > 1 ORDER BY price;")))
        .isEqualTo(
            failed(
                "no rows",
                "4",
                "sku=2, title=Merlot",
                "sku=3, title=Merlot",
                "sku=3, title=Syrah",
                "sku=2, title=NULL"));
    assertThat(bench.check(sql("SELECT * FROM sales WHERE sku > 7 -- none")))
        .isEqualTo(passed("no rows", "0"));
  }

  @Test
  void shouldBindParametersWithTheirTypes() {
    assertThat(
            bench.check(
                sql(
                    """
                    SELECT typeof($floor) AS f, $period AS p, $period_start AS s, price
                    FROM sales WHERE price < $floor\
                    """)))
        .isInstanceOfSatisfying(
            CheckFailed.class,
            failed ->
                assertThat(failed.evidence())
                    .singleElement()
                    .asString()
                    .startsWith("f=DECIMAL(")
                    .contains("p=2026-10, s=2026-10-01")
                    .endsWith("price=0.010000000000000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT price FROM sales WHERE sku = 1 | true | 34.299999999999997",
        "SELECT 34.3::DECIMAL(5,2) | false | 34.30",
        "SELECT sum(sku)::HUGEINT FROM sales | false | 11",
        "SELECT price FROM sales WHERE sku = 1 LIMIT $wrong | false | no answer: 'x' is no integer",
        "SELECT NULL::INTEGER | false | NULL",
        "SELECT 'much' | false | 'much', which is no number",
        "SELECT price FROM sales WHERE sku = 9 | false | no row",
        "SELECT price FROM sales | false | more than one row",
        "SELECT 1, 2 | false | 2 columns instead of one",
      })
  void shouldHoldOneExactNumberAgainstBounds(String sql, boolean holds, String observed) {
    // given
    var exact = bounds("34.299999999999997", "34.299999999999997");
    var value = new Assertion.Value(List.of(Need.of("sales")), "v.sql", sql, List.of(), exact);

    // when
    RunEvent found = bench.check(value);

    // then
    assertThat(found)
        .isEqualTo(
            holds
                ? passed("34.299999999999997", observed)
                : failed("34.299999999999997", observed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT nothing FROM sales | nothing",
        "SELECT title::INTEGER FROM sales | Could not convert string 'Chablis'",
        "SELECT * FROM elsewhere | 'elsewhere' is no input",
        "SELECT * FROM sales WHERE sku = $unknown | parameter $unknown has no value",
        "DROP TABLE sales | exactly one SELECT",
      })
  void shouldFailCheckThatCrashes(String sql, String reason) {
    assertThat(bench.check(sql(sql)))
        .isInstanceOfSatisfying(
            CheckFailed.class,
            failed -> {
              assertThat(failed.expected()).isEqualTo("no rows");
              assertThat(failed.observed()).startsWith("no answer: ").contains(reason);
            });
  }

  @Test
  void shouldFailCheckOnColumnOrOutputThatIsNotThere() {
    assertThat(bench.check(new Assertion.Unique(Need.of("sales"), List.of("sales"))))
        .isInstanceOf(CheckFailed.class);
    assertThat(
            bench.check(
                new Assertion.RowCount(
                    new Need("sales", Need.QUARANTINE, "bad"), bounds("0", "0"))))
        .isEqualTo(failed("0", "no answer: stage sales has no output quarantine"));
    assertThat(bench.check(new Assertion.RowCount(Need.of("web"), bounds("0", "0"))))
        .isEqualTo(failed("0", "no answer: stage web has no data"));
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldInterruptCheckThatTakesTooLong() throws Exception {
    // given
    try (var hasty = new CheckBench(temp.resolve("hasty"), Duration.ofMillis(100))) {
      hasty.table("n", "SELECT 1 AS i");

      // when
      RunEvent found = hasty.check(slow("n"));

      // then
      assertThat(found).isEqualTo(failed("no rows", "no answer: the query did not end within 0 s"));
    }
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldEndCheckThatIsInterrupted() throws Exception {
    // given
    CheckWork work = bench.begin(slow("sales"));
    var found = new CompletableFuture<RunEvent>();

    // when
    Thread working = Thread.ofPlatform().start(() -> found.complete(work.perform(CheckBench.NOW)));
    do {
      // one that comes between two statements is missed
      work.interrupt();
    } while (!working.join(Duration.ofMillis(20)));

    // then
    assertThat(found)
        .isCompletedWithValue(failed("no rows", "no answer: the check was interrupted"));
  }

  @Test
  void shouldAnswerWhenOthersHaveTheMemory() throws Exception {
    // given
    try (var neighbour = bench.neighbour();
        var statement = neighbour.connection().createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE taken AS SELECT i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6, i + 7"
              + " FROM range(1700000) t(i)");

      // when
      RunEvent found = bench.check(large());

      // then
      assertThat(found).isEqualTo(passed("no rows", "0"));
    }
  }

  /** Needs a good part of the memory that a session can have. */
  private static Assertion large() {
    return new Assertion.Sql(
        List.of(Need.of("sales")),
        "large.sql",
        """
        SELECT n FROM (SELECT length(list(i)) AS n FROM sales, range(600000) t(i)) WHERE n = 0\
        """,
        List.of());
  }

  private static Assertion slow(String table) {
    return new Assertion.Sql(
        List.of(Need.of(table)),
        "slow.sql",
        """
        WITH RECURSIVE r(k) AS (
          SELECT 1::BIGINT UNION ALL SELECT k + 1 FROM r WHERE k < 1000000000)
        SELECT max(k) AS k FROM r, %s\
        """
            .formatted(table),
        List.of());
  }

  @Test
  void shouldTellArtefactThatIsLost() throws Exception {
    // given
    Path file = bench.table("web", "SELECT 1 AS sku").getFirst();
    Files.delete(file);

    // when
    RunEvent check = bench.check(new Assertion.NotNull(Need.of("web"), List.of("sku")));
    RunEvent figure = bench.measure(new Measure.Rows("web"));

    // then
    assertThat(List.of(check, figure))
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        ArtefactLost.class,
                        lost -> {
                          assertThat(lost.run()).isEqualTo(RUN);
                          assertThat(lost.stage()).isEqualTo("web");
                          assertThat(lost.attempt()).isEqualTo(3);
                          assertThat(lost.key()).hasSize(64);
                          assertThat(lost.reason()).contains("is lost");
                        }));
  }

  @Test
  void shouldCompareFiguresExactly() {
    // given
    var references = Map.of("ca_total", new BigDecimal("70568.60"));
    var assertion = new Assertion.References(List.of("ca_total", "premium"));

    // when
    RunEvent equal =
        bench.check(assertion, Map.of("ca_total", new BigDecimal("70568.6")), references, Map.of());
    RunEvent cent =
        bench.check(
            assertion, Map.of("ca_total", new BigDecimal("70568.61")), references, Map.of());

    // then
    assertThat(equal).isEqualTo(passed("ca_total 70568.60", "ca_total 70568.6"));
    assertThat(cent)
        .isEqualTo(
            failed(
                "ca_total 70568.60",
                "ca_total 70568.61",
                "ca_total: expected 70568.60, observed 70568.61"));
  }

  @Test
  void shouldHoldFigureAgainstPeriodBefore() {
    // given
    var assertion = new Assertion.Drift("ca_total", new BigDecimal("0.30"));
    var before = Map.of("ca_total", new BigDecimal("70568.60"));

    // when
    RunEvent near =
        bench.check(assertion, Map.of("ca_total", new BigDecimal("81000.00")), Map.of(), before);
    RunEvent missing = bench.check(assertion, Map.of(), Map.of(), before);

    // then
    assertThat(near).isEqualTo(passed("within 30% of 70568.60", "81000.00 (+14.8%)"));
    assertThat(missing).isEqualTo(failed("within 30% of 70568.60", "no value"));
  }

  @Test
  void shouldJudgeContractByTheInputsEnd() throws Exception {
    // given
    try (var inputs = new CheckBench(temp.resolve("inputs"), Duration.ofSeconds(60))) {
      inputs.outputs("erp", Map.of(Need.DATA, "FROM range(825)", Need.QUARANTINE, "FROM range(3)"));

      // when
      RunEvent kept = inputs.contract(List.of());
      RunEvent broken = inputs.contract(List.of("erp.xlsx breaks its contract", "row 7: 'x'"));

      // then
      assertThat(kept)
          .isEqualTo(
              new CheckPassed(
                  RUN, NOW, "erp.contract", "the contract of erp", "825 rows, 3 set aside"));
      assertThat(broken)
          .isEqualTo(
              new CheckFailed(
                  RUN,
                  NOW,
                  "erp.contract",
                  "the contract of erp",
                  "erp.xlsx breaks its contract",
                  List.of("row 7: 'x'")));
    }
  }

  @Test
  void shouldMeasureFigures() throws Exception {
    // given
    bench.table("total", "SELECT 70568.60::DECIMAL(12,2) AS ca, 0.1::DOUBLE AS d, NULL::INT AS n");

    // when
    RunEvent rows = bench.measure(new Measure.Rows("sales"));
    RunEvent exact = bench.measure(new Measure.Value("total", "ca"));
    RunEvent floating = bench.measure(new Measure.Value("total", "d"));

    // then
    assertThat(rows).isEqualTo(observed("5"));
    assertThat(exact).isEqualTo(observed("70568.60"));
    assertThat(floating).isEqualTo(observed("0.1"));
  }

  @Test
  void shouldSayWhyFigureHasNoValue() throws Exception {
    // given
    bench.table("total", "SELECT NULL::INT AS n, 'much' AS t");

    // when
    var found =
        List.of(
            bench.measure(new Measure.Value("total", "n")),
            bench.measure(new Measure.Value("total", "t")),
            bench.measure(new Measure.Value("total", "absent")),
            bench.measure(new Measure.Value("sales", "sku")));

    // then
    assertThat(found)
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        FigureObserved.class,
                        figure -> {
                          assertThat(figure.value()).isEmpty();
                          assertThat(figure.problem()).startsWith("figure ca ");
                        }));
  }

  @Test
  void shouldFailWhatTheFlowDoesNotDeclare() {
    assertThat(bench.undeclared(CheckItem.Kind.CHECK)).isInstanceOf(CheckFailed.class);
    assertThat(bench.undeclared(CheckItem.Kind.FIGURE))
        .isInstanceOfSatisfying(
            FigureObserved.class, figure -> assertThat(figure.problem()).contains("unheard"));
  }

  private static Assertion sql(String sql) {
    return new Assertion.Sql(List.of(Need.of("sales")), "c.sql", sql, List.of());
  }

  private static Bounds bounds(String min, String max) {
    return new Bounds(Optional.of(new BigDecimal(min)), Optional.of(new BigDecimal(max)));
  }

  private static RunEvent passed(String expected, String observed) {
    return new CheckPassed(RUN, NOW, CHECK, expected, observed);
  }

  private static RunEvent failed(String expected, String observed, String... evidence) {
    return new CheckFailed(RUN, NOW, CHECK, expected, observed, List.of(evidence));
  }

  private static RunEvent observed(String value) {
    return new FigureObserved(RUN, NOW, "ca", Optional.of(new BigDecimal(value)), "");
  }
}
