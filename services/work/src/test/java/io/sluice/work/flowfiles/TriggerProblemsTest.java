package io.sluice.work.flowfiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.Problem;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.flow.Trigger;
import io.sluice.engine.flow.Trigger.Catchup;
import io.sluice.engine.flow.Trigger.OnMissing;
import io.sluice.engine.flow.Trigger.Overlap;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerProblemsTest {

  /** A sound flow; each case replaces a part of one line of it. */
  private static final String SOUND =
      """
      format: 1
      flow: trips
      period: { every: month, timezone: Europe/Paris }
      slice: [taxi]
      labels: { team: mobility }
      max_active: 3
      parameters:
        taxi: { type: varchar }
        z: { type: double, default: 2.0, min: 0 }
      inputs:
        trips: { files: "{taxi}_{period}.csv", columns: { id: bigint } }
        zones: { files: zones.csv, columns: { id: bigint } }
      triggers:
        - schedule: { name: monthly, cron: "0 9 5 * *", overlap: queue, params: { taxi: green, z: 3 } }
        - schedule:
            name: late
            cron: "0 9 6 * *"
            enabled: false
            catchup: all
            on_missing: wait 2h
            jitter: 5m
            params: { taxi: green }
            start: 2026-01-01
            end: 2026-12-31
        - arrivals: { inputs: [trips], quiet: 1m }
        - result: { flow: other, publication: list }
      """;

  @Test
  void shouldReadWhatStartsRuns() {
    // when
    Flow flow = ((FlowReading.Sound) read(SOUND)).flow();

    // then
    assertThat(flow.rules())
        .isEqualTo(new RunRules(List.of("taxi"), Map.of("team", "mobility"), Optional.of(3)));
    assertThat(flow.triggers())
        .containsExactly(
            new Trigger.Schedule(
                "monthly",
                "0 9 5 * *",
                true,
                Catchup.LAST,
                Optional.of(Overlap.QUEUE),
                new OnMissing.Reject(),
                Duration.ZERO,
                Map.of("taxi", "green", "z", "3.0"),
                Optional.empty(),
                Optional.empty()),
            new Trigger.Schedule(
                "late",
                "0 9 6 * *",
                false,
                Catchup.ALL,
                Optional.empty(),
                new OnMissing.Wait(Duration.ofHours(2)),
                Duration.ofMinutes(5),
                Map.of("taxi", "green"),
                Optional.of(LocalDate.of(2026, 1, 1)),
                Optional.of(LocalDate.of(2026, 12, 31))),
            new Trigger.Arrivals(List.of("trips"), Duration.ofMinutes(1)),
            new Trigger.Result("other", "list"));
    assertThat(flow.arrivals().orElseThrow().inputs()).containsExactly("trips");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[taxi] | [taxy] | 4:9 | slice[0] | did you mean \"taxi\"",
        "[taxi] | [taxi, taxi] | 4:15 | slice[1] | there twice",
        "[taxi] | [z] | 4:9 | slice[0] | has the type varchar",
        "taxi: { type: varchar } | taxi: { type: varchar, default: a b } | 4:9 | slice[0] | the"
            + " default is \"a b\"",
        "mobility | \"\" | 5:17 | labels.team | at most 200 characters",
        "team: | Team: | 5:11 | labels.Team | is no name",
        "max_active: 3 | max_active: 0 | 6:13 | max_active | from 1 to 10000",
        "{taxi}_{period} | {cab}_{period} | 11:19 | inputs.trips.files | only {period}",
        "{taxi}_{period} | {taxi}_[!] | 11:19 | inputs.trips.files | hold no set",
        "every: month | every: none | 11:19 | inputs.trips.files | has no period",
        "name: monthly | name: late | 16:13 | triggers[1].schedule.name | another schedule",
        "name: monthly | name: Monthly | 14:23 | triggers[0].schedule.name | is no name",
        "0 9 5 * * | 0 25 5 * * | 14:38 | triggers[0].schedule.cron | \"25\" is no hour",
        "0 9 5 * * |  | 14:38 | triggers[0].schedule.cron | a schedule such as",
        "overlap: queue | overlap: queu | 14:60 | triggers[0].schedule.overlap | did you mean"
            + " \"queue\"",
        "z: 3 | z: -3 | 14:93 | triggers[0].schedule.params.z | at least 0",
        "z: 3 | y: 3 | 14:90 | triggers[0].schedule.params.y | there is no parameter \"y\"",
        "green, z | \"gr en\", z | 14:83 | triggers[0].schedule.params.taxi | letters, digits",
        "taxi: green, | | 14:15 | triggers[0].schedule | parameter taxi has no default",
        "enabled: false | enabled: no | 18:16 | triggers[1].schedule.enabled | true or false",
        "catchup: all | catchup: some | 19:16 | triggers[1].schedule.catchup | none or last or all",
        "wait 2h | wait | 20:19 | triggers[1].schedule.on_missing | wait 2h",
        "wait 2h | wait 32d | 20:19 | triggers[1].schedule.on_missing | wait 2h",
        "jitter: 5m | jitter: 2h | 21:15 | triggers[1].schedule.jitter | at most an hour",
        "2026-01-01 | 2026-02-30 | 23:14 | triggers[1].schedule.start | a day such as",
        "2026-12-31 | 2025-12-31 | 24:7 | triggers[1].schedule.end | ends before it starts",
        "inputs: [trips] | inputs: [tripz] | 25:26 | triggers[2].arrivals.inputs[0] | did you mean"
            + " \"trips\"",
        "inputs: [trips] | inputs: [trips, trips] | 25:33 | triggers[2].arrivals.inputs[1] | there"
            + " twice",
        "quiet: 1m | quiet: 2d | 25:41 | triggers[2].arrivals.quiet | at most a day",
        "default: 2.0, | | 25:15 | triggers[2].arrivals | parameter z has no default",
        "flow: other | flow: trips | 26:21 | triggers[3].result.flow | start itself again",
        "flow: other | flow: Other | 26:21 | triggers[3].result.flow | expected a name",
        "publication: list | publication: \"\" | 26:41 | triggers[3].result.publication | expected"
            + " a name",
        "- result | - arrivals | 26:15 | triggers[3].arrivals | has one arrivals trigger",
      })
  void shouldTellProblemAtItsPlace(
      String part, String replacement, String position, String path, String words) {
    // given
    String flow =
        SOUND.replaceFirst(
            Pattern.quote(part), Matcher.quoteReplacement(replacement == null ? "" : replacement));

    // when
    FlowReading reading = read(flow);

    // then
    assertThat(reading).isInstanceOf(FlowReading.Refused.class);
    List<Problem> problems = ((FlowReading.Refused) reading).problems();
    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.message()).contains(words);
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.line() + ":" + problem.column()).isEqualTo(position);
            });
  }

  @Test
  void shouldNotCallParameterMissingThatIsGivenWrongly() {
    // when
    FlowReading reading = read(SOUND.replace("taxi: green, z", "taxi: \"gr en\", z"));

    // then
    assertThat(((FlowReading.Refused) reading).problems()).hasSize(1);
  }

  private static FlowReading read(String flow) {
    return FlowReader.read(FlowFiles.source(Map.of("flow.yaml", flow)), SqlWords.INSPECTOR);
  }
}
