package io.sluice.work.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.SqlFacts;
import io.sluice.engine.flow.SqlProblem;
import io.sluice.engine.flow.SqlProblem.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbSqlInspectorTest {

  private static DuckDbSqlInspector inspector;

  @BeforeAll
  static void open() throws SQLException {
    inspector = new DuckDbSqlInspector();
  }

  @AfterAll
  static void close() throws SQLException {
    inspector.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from t order by a limit 3",
        "select * from (select * from t order by a limit 3)",
        "select distinct on (a) a, b from t order by a, b",
        "select distinct a from t",
        "from t",
        "values (1)",
        "select 1;",
        "select 1; -- end",
        "select row_number() over (partition by a order by b) from t",
        "select \"user\", t.user, \"current_date\" from t",
        "select * from range(3), generate_series(1, 2), unnest([1, 2])",
        "from t pivot (sum(b) for a in ('x', 'y'))",
        "select list_transform([1, 2], lambda x: x + 1)",
        "select case when a then 1 else error('no') end from t",
        "select strftime($period_start, '%Y'), 'random()', date_trunc('month', a) from t",
        "with recursive r as (select 1 as x union all select x + 1 from r where x < 3) from r",
        "select extract(year from a), a at time zone 'Europe/Paris' from t",
        "select * from t join s on t.x is distinct from s.x",
        "select trim(both ' ' from a), substring(a from 2 for 3), overlay(a placing b from 1) from"
            + " t",
        "with \"une étape\" as (select * from t) select * from \"une étape\"",
        "select * from t, lateral (select t.a) as l, (values (1)) as v(x)",
        "select array_agg(a order by a), nullif(a, 1), md5(b), if(a, 1, 2) from t group by b"
      })
  void shouldAllowRepeatableSelects(String sql) {
    // given
    // when
    SqlFacts facts = inspector.inspect(sql);

    // then
    assertThat(facts.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select random() from t | random()",
        "select RANDOM() from t | random()",
        "select uuid() | uuid()",
        "select now() | now()",
        "select today() | today()",
        "select get_current_timestamp() | get_current_timestamp()",
        "select ago(interval 1 day) | ago()",
        "select current_date | current_date",
        "select Current_Timestamp | current_timestamp",
        "select localtimestamp from t | localtimestamp",
        "select * from t where d < current_date - 3 | current_date",
        "select * from t limit 3 | LIMIT",
        "select * from t offset 3 | LIMIT",
        "select * from t limit 10% | LIMIT",
        "select * from (select * from t limit 1) order by a | LIMIT",
        "select a from t union all select b from u limit 1 | LIMIT",
        "select distinct on (a) a, b from t | DISTINCT ON",
        "select * from t using sample 3 | SAMPLE",
        "select * from t tablesample 10% | SAMPLE",
        "with x as (select random() as r) from x | random()"
      })
  void shouldTellWhatGivesOtherRowsEachTime(String sql, String culprit) {
    // given
    // when
    SqlFacts facts = inspector.inspect(sql);

    // then
    assertThat(facts.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Kind.NOT_REPEATABLE);
              assertThat(problem.message()).contains(culprit);
            });
    assertThat(inspector.parse(sql).problems(false)).isEmpty();
  }

  @Test
  void shouldNameTablesThatAreNotDefinedInTheText() {
    // given
    String sql =
        """
        with erp as (select * from erp), joined as (from erp join Web using (id))
        select * from joined where id in (select id from liaison)
          and exists (with web2 as (from other) from web2)
        """;

    // when
    SqlFacts facts = inspector.inspect(sql);

    // then
    assertThat(facts.tables()).containsExactlyInAnyOrder("erp", "web", "liaison", "other");
  }

  @Test
  void shouldNameParametersAndTheirPlaces() {
    // given
    String sql = "select 'é$no', $\u00e9t\u00e9, $b /* $c */ from t where x = $b -- $d";

    // when
    ParsedSql parsed = inspector.parse(sql);

    // then
    assertThat(parsed.facts().parameters()).containsExactly("été", "b");
    assertThat(parsed.positional())
        .isEqualTo("select 'é$no', $1, $2 /* $c */ from t where x = $2 -- $d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"select ? from t", "select $1 from t"})
  void shouldAskForNamedParameters(String sql) {
    // given
    // when
    SqlFacts facts = inspector.inspect(sql);

    // then
    assertThat(facts.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("$name"));
  }

  @Test
  void shouldTellLineAndColumnOfASyntaxError() {
    // given
    String sql = "select 'é' as a,\n  b\nfrom t whére )";

    // when
    SqlFacts facts = inspector.inspect(sql);

    // then
    assertThat(facts.problems())
        .containsExactly(new SqlProblem("syntax error at or near \")\"", 3, 14));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "-- nothing", "select 1; select 2", "drop table t"})
  void shouldAskForExactlyOneSelect(String sql) {
    // given
    // when
    SqlFacts facts = inspector.inspect(sql);

    // then
    assertThat(facts.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("exactly one SELECT"));
  }

  @Test
  void shouldBoundLengthAndDepth() {
    // given
    String tooLong = "select 1 -- " + "x".repeat(DuckDbSqlInspector.MAX_LENGTH);
    String tooDeep = "select " + "(".repeat(5_000) + "1" + ")".repeat(5_000);

    // when
    SqlFacts length = inspector.inspect(tooLong);
    SqlFacts depth = inspector.inspect(tooDeep);

    // then
    assertThat(length.problems()).hasSize(1);
    assertThat(depth.problems()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void shouldGoOnInAnotherInstanceWhenItsOwnBroke() throws Exception {
    // given
    List<Connection> opened = new ArrayList<>();
    try (var inspecting =
        new DuckDbSqlInspector(
            () -> {
              opened.add(DriverManager.getConnection("jdbc:duckdb:"));
              return opened.getLast();
            })) {
      BrokenInstance.breakIt(opened.getFirst());

      // when
      SqlFacts facts = inspecting.inspect("select a from t");

      // then
      assertThat(facts.problems()).isEmpty();
      assertThat(opened).hasSize(2);
      assertThat(opened.getFirst().isClosed()).isTrue();
    }
  }

  @Test
  void shouldNotRememberWhatAFailureMadeItSay() throws Exception {
    // given
    List<Connection> opened = new ArrayList<>();
    try (var inspecting =
        new DuckDbSqlInspector(
            () -> {
              if (opened.size() == 1) {
                opened.add(opened.getFirst());
                throw new SQLException("no memory for another");
              }
              opened.add(DriverManager.getConnection("jdbc:duckdb:"));
              return opened.getLast();
            })) {
      BrokenInstance.breakIt(opened.getFirst());
      SqlFacts failed = inspecting.inspect("select a from t");

      // when
      SqlFacts facts = inspecting.inspect("select a from t");

      // then
      assertThat(failed.problems())
          .extracting(SqlProblem::message)
          .containsOnly("no memory for another");
      assertThat(facts.problems()).isEmpty();
    }
  }
}
