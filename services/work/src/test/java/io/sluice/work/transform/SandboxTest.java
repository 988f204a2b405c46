package io.sluice.work.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a flow's author may try; OUT is a folder outside of the flow's, FLOW the flow's own. */
class SandboxTest {

  @TempDir static Path temp;
  private static Workbench bench;

  @BeforeAll
  static void open() throws Exception {
    bench = new Workbench(temp);
    Files.writeString(bench.folder("outside").resolve("secret.csv"), "secret\n42\n");
    Files.createSymbolicLink(
        bench.folder("flow").resolve("link.csv"), bench.folder("outside").resolve("secret.csv"));
  }

  @AfterAll
  static void close() throws Exception {
    bench.close();
  }

  static List<String> attempts() {
    return List.of(
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('OUT/secret.csv')",
        "select * from read_blob('OUT/secret.csv')",
        "select * from read_csv('FLOW/../outside/secret.csv')",
        "select * from read_csv('FLOW/link.csv')",
        "select * from 'OUT/secret.csv'",
        "select * from \"OUT/secret.csv\"",
        "select * from glob('/etc/*')",
        "select * from read_parquet('FLOW/numbers.parquet')",
        "select * from parquet_metadata('FLOW/numbers.parquet')",
        "select * from read_csv('https://127.0.0.1:1/x.csv')",
        "select * from 's3://bucket/x.parquet'",
        "select * from sniff_csv('OUT/secret.csv')",
        "select * from query('select * from read_csv(''OUT/secret.csv'')')",
        "select * from query_table('OUT/secret.csv')",
        "select (select max(column0) from read_csv('OUT/secret.csv')) from numbers",
        "with x as (from read_csv('OUT/secret.csv')) select * from x, numbers",
        "select * from numbers where i in (select a from read_json('OUT/secret.csv') t(a))",
        "select * from json_execute_serialized_sql('{}')",
        "select getenv('HOME') as home",
        "select current_setting('temp_directory') as t",
        "select * from duckdb_settings()",
        "select * from duckdb_secrets()",
        "select * from duckdb_tables",
        "select * from information_schema.tables",
        "select * from pg_catalog.pg_class",
        "copy numbers to 'OUT/stolen.csv'",
        "copy (from numbers) to 'FLOW/stolen.csv'",
        "select 1) to 'OUT/stolen.csv'; --",
        "select 1 as a; copy (select 1) to 'OUT/stolen.csv'",
        "select 1 as a; select 2 as a",
        "attach 'OUT/stolen.duckdb' as s",
        "attach ':memory:' as s",
        "export database 'OUT/dump'",
        "import database 'OUT/dump'",
        "install httpfs",
        "load 'OUT/evil.duckdb_extension'",
        "set memory_limit='100GB'",
        "reset lock_configuration",
        "pragma database_list",
        "create secret s (type s3)",
        "create table t as from numbers",
        "create macro m() as 1",
        "insert into numbers values (1)",
        "with x as (insert into numbers values (1) returning *) select * from x",
        "delete from numbers",
        "drop view numbers",
        "call pragma_version()",
        "prepare p as select 1",
        "checkpoint",
        "select write_log('x') as w",
        "select nextval('s') as n",
        "");
  }

  static Stream<String> rawAttempts() {
    return Stream.of(
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('OUT/secret.csv')",
        "select * from read_csv('FLOW/../outside/secret.csv')",
        "select * from read_csv('FLOW/link.csv')",
        "select * from 'OUT/secret.csv'",
        "select * from glob('OUT/*')",
        "select * from read_csv('https://127.0.0.1:1/x.csv')",
        "copy numbers to 'OUT/stolen.csv'",
        "copy numbers to 'FLOW/../outside/stolen.csv'",
        "attach 'OUT/stolen.duckdb' as s",
        "export database 'OUT/dump'",
        "install httpfs",
        "load 'OUT/evil.duckdb_extension'",
        "set memory_limit='100GB'",
        "set enable_external_access=true",
        "set allowed_directories=['/']",
        "reset lock_configuration",
        "create persistent secret s (type s3)");
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void shouldRefuseWithAClearError(String attempt) {
    // given
    String sql = inPlace(attempt);

    // when
    var refused = catchThrowableOfType(SqlRefusedException.class, () -> bench.run(sql, Map.of()));

    // then
    assertThat(refused).isNotNull();
    assertThat(refused.problems()).isNotEmpty();
    assertThat(refused.getMessage()).hasSizeGreaterThan(20).doesNotContain("\tat ");
    assertThat(temp.resolve("outside")).isDirectoryNotContaining("glob:**/{stolen,dump}*");
    assertThat(temp.resolve("flow")).isDirectoryNotContaining("glob:**/{stolen,dump}*");
  }

  /** The second wall: the instance itself, should the inspection ever miss something. */
  @ParameterizedTest
  @MethodSource("rawAttempts")
  void shouldHoldWithoutInspection(String attempt) throws Exception {
    // given
    String sql = inPlace(attempt);

    // when
    try (var session = bench.session();
        var statement = session.connection().createStatement()) {
      var refused = catchThrowable(() -> statement.execute(sql));

      // then
      assertThat(refused).isInstanceOf(SQLException.class);
      assertThat(temp.resolve("outside")).isDirectoryNotContaining("glob:**/{stolen,dump}*");
    }
  }

  @Test
  void shouldSayWhereAndWhatToDo() {
    // given
    String sql = "select i\nfrom numbers,\n  read_csv('/etc/passwd')";

    // when
    var refused = catchThrowableOfType(SqlRefusedException.class, () -> bench.run(sql, Map.of()));

    // then
    assertThat(refused)
        .hasMessage(
            "line 3, column 3: read_csv() reads what is no input of the stage: name inputs and"
                + " stages in 'needs' and read them by their names");
  }

  private static String inPlace(String attempt) {
    return attempt
        .replace("OUT", temp.resolve("outside").toString())
        .replace("FLOW", temp.resolve("flow").toString());
  }
}
