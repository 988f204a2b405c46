package io.sluice.cli.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.Refusal;
import io.sluice.cli.client.BackfillClient;
import io.sluice.cli.client.BackfillPreview;
import io.sluice.cli.client.FollowedBackfill;
import io.sluice.cli.client.FollowedRun;
import io.sluice.cli.client.PreparedFlow;
import io.sluice.cli.distributed.LoggedProcess;
import io.sluice.engine.backfill.BackfillOrder;
import io.sluice.engine.backfill.BackfillOrder.Order;
import io.sluice.engine.backfill.BackfillOrder.Reprocess;
import io.sluice.engine.backfill.BackfillOrder.Revision;
import io.sluice.engine.backfill.BackfillPlan;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.engine.run.RunEvent;
import io.sluice.schemas.FlowPublished;
import io.sluice.standalone.Standalone;
import io.sluice.testkit.kafka.KafkaUnderTest;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.TopicScan;
import io.sluice.wire.codec.EventReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two simulated years, run again. */
class BackfillIT {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final List<String> MONTHS =
      IntStream.range(0, 24).mapToObj(i -> "%d-%02d".formatted(2024 + i / 12, i % 12 + 1)).toList();

  @TempDir Path home;

  @Test
  void shouldRunWhatIsMissingAndNothingTwice() throws Exception {
    PreparedFlow flow = PreparedFlow.of(TradesFlow.write(home.resolve("flow-definitions")));
    try (Standalone sluice = start()) {
      // given 23 of 24 months, one of them corrected later
      tell(sluice, flow, MONTHS.subList(0, 23));
      deliveries(sluice).tell(flow.flow(), MONTHS.get(3), 2, TradesFlow.csv(7), NOW);
      BackfillClient client = new BackfillClient(sluice.kafka(), sluice.storage());

      // when
      BackfillPreview preview =
          client.plan(flow, order(Reprocess.MISSING, NOW.plusSeconds(1)), NOW);
      FollowedBackfill first = run(client, preview);

      // then what was planned is what came
      assertThat(preview.plan().items()).hasSize(23);
      assertThat(preview.plan().entries().getLast())
          .isEqualTo(
              new BackfillPlan.Impossible(
                  preview.plan().entries().getLast().subject(), "trades has not arrived"));
      assertThat(preview.worked(MONTHS.getFirst())).isEqualTo(5);
      assertThat(first.summary().ends()).isEqualTo(Map.of(Outcome.PUBLISHED, 23));
      assertThat(first.runs()).allMatch(run -> run.worked() == 5);

      // and a second one finds nothing to do, and all of it again reuses all of it
      assertThat(client.plan(flow, order(Reprocess.MISSING, NOW), NOW).plan().items()).isEmpty();
      BackfillPreview all = client.plan(flow, order(Reprocess.ALL, NOW.plusSeconds(1)), NOW);
      assertThat(MONTHS.subList(0, 23)).allMatch(month -> all.worked(month) == 0);
      FollowedBackfill again = run(client, all);
      assertThat(again.summary().ends()).isEqualTo(Map.of(Outcome.UNCHANGED, 23));
      assertThat(again.runs()).allMatch(run -> run.worked() == 0);

      // and by what had arrived before the correction one month is another
      BackfillPreview past = client.plan(flow, order(Reprocess.ALL, NOW), NOW);
      FollowedBackfill before = run(client, past);
      assertThat(before.summary().ends())
          .isEqualTo(Map.of(Outcome.UNCHANGED, 22, Outcome.PUBLISHED, 1));
      assertThat(past.worked(MONTHS.get(3))).isEqualTo(5);

      requireThatPlansTellNothing(sluice, client, flow.flow().revision());
    }
  }

  /** A flow that was changed in its folder is told to the installation only when it is to run. */
  private void requireThatPlansTellNothing(Standalone sluice, BackfillClient client, String old)
      throws Exception {
    // given
    PreparedFlow changed = changed(home.resolve("flow-definitions").resolve(TradesFlow.NAME));
    String revision = changed.flow().revision();

    // when it is planned, and when there is nothing to run, and when the old one is run
    BackfillPreview plan =
        client.plan(changed, january(new Revision.Current(), Reprocess.ALL), NOW);
    client.plan(changed, january(new Revision.Current(), Reprocess.MISSING), NOW);
    run(client, client.plan(changed, january(new Revision.Original(), Reprocess.ALL), NOW));

    // then it was planned all the same
    assertThat(plan.worked(MONTHS.getFirst())).isPositive();
    assertThat(revisions(sluice.kafka())).containsOnly(old);
    BackfillOrder unknown = january(new Revision.Given(revision), Reprocess.ALL);
    assertThatThrownBy(() -> client.plan(changed, unknown, NOW))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith("It is the flow of the folder: --revision current runs it.");

    // and to run it is to tell of it
    assertThat(run(client, plan).summary().ends()).isEqualTo(Map.of(Outcome.PUBLISHED, 1));
    assertThat(revisions(sluice.kafka())).contains(revision);
  }

  private static PreparedFlow changed(Path folder) throws Exception {
    Path yaml = folder.resolve("flow.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("sum(amount)", "2 * sum(amount)"));
    return PreparedFlow.of(folder);
  }

  private static Set<String> revisions(KafkaConnection kafka) {
    Set<String> revisions = new HashSet<>();
    TopicScan.read(
        kafka,
        kafka.topics().flows(),
        record -> {
          if (kafka.codec().read(record.topic(), record.value()) instanceof FlowPublished flow) {
            revisions.add(flow.getRevision());
          }
        });
    return revisions;
  }

  @Test
  void shouldStopWhenCancelled() throws Exception {
    PreparedFlow flow = PreparedFlow.of(TradesFlow.write(home.resolve("flow-definitions")));
    try (Standalone sluice = start()) {
      // given
      tell(sluice, flow, MONTHS);
      BackfillClient client = new BackfillClient(sluice.kafka(), sluice.storage());
      BackfillPreview preview = client.plan(flow, order(Reprocess.ALL, NOW), NOW);
      List<String> id = new ArrayList<>();

      // when the second of its runs is over
      FollowedBackfill followed =
          client.run(
              preview,
              1,
              NOW,
              begun -> id.add(begun.id()),
              run -> {
                if (run.number() == 2) {
                  client.cancel(id.getFirst(), NOW);
                }
              });

      // then
      int published = followed.summary().count(Outcome.PUBLISHED);
      int cancelled = followed.summary().count(Outcome.CANCELLED);
      assertThat(published).isBetween(2, 12);
      assertThat(published + cancelled + followed.summary().refused()).isEqualTo(24);
      assertThat(followed.runs().stream().map(FollowedRun::reason))
          .anyMatch(reason -> reason.startsWith("the backfill was cancelled"));
    }
  }

  @Test
  @Tag("embedded") // the process that is killed has the broker in it
  void shouldGoOnAfterAKillAndRepeatNoFinishedStage() throws Exception {
    // given
    PreparedFlow flow = PreparedFlow.of(TradesFlow.write(home.resolve("flow-definitions")));
    try (Standalone sluice = start()) {
      tell(sluice, flow, MONTHS);
    }

    // when
    try (LoggedProcess killed =
        sluice("killed.log", "backfill", "trades", "--from", "2024-01", "--to", "2025-12")) {
      killed.awaitWord(Pattern.compile("(12/24)  "));
      killed.kill();
    }
    String id;
    try (Standalone sluice = start()) {
      id = backfillOf(sluice.kafka());
      FollowedBackfill resumed =
          new BackfillClient(sluice.kafka(), sluice.storage()).resume(id, _ -> {}, _ -> {});

      // then
      assertThat(resumed.summary().ends()).isEqualTo(Map.of(Outcome.PUBLISHED, 24));
      // a stage that was killed between its commit and its word finds its artefact
      assertThat(completed(sluice.kafka(), true)).hasSize(24 * 5);
      assertThat(completed(sluice.kafka(), false))
          .allSatisfy((_, times) -> assertThat(times).isOne());
    }
  }

  private Standalone start() throws InterruptedException {
    return Standalone.over(
        KafkaUnderTest::start, home.resolve(".sluice"), Set.of("default", "publish"), "test");
  }

  private LoggedProcess sluice(String log, String... arguments) {
    List<String> command = new ArrayList<>(List.of("io.sluice.cli.Main"));
    command.addAll(List.of(arguments));
    return LoggedProcess.start(
        home.resolve(log),
        "512m",
        System.getProperty("java.class.path"),
        Map.of(),
        command.toArray(String[]::new));
  }

  private Deliveries deliveries(Standalone sluice) throws Exception {
    Path folder = Files.createDirectories(home.resolve("delivered"));
    return new Deliveries(sluice.kafka(), sluice.workbench().store(), folder);
  }

  private void tell(Standalone sluice, PreparedFlow flow, List<String> months) throws Exception {
    flow.publish(sluice.kafka(), NOW);
    for (String month : months) {
      int amount = Integer.parseInt(month.substring(5));
      deliveries(sluice)
          .tell(flow.flow(), month, 1, TradesFlow.csv(amount, 2 * amount), NOW.minusSeconds(60));
    }
  }

  private static BackfillOrder order(Reprocess reprocess, Instant asOf) {
    return order(MONTHS.getLast(), new Revision.Current(), asOf, reprocess);
  }

  private static BackfillOrder january(Revision revision, Reprocess reprocess) {
    return order(MONTHS.getFirst(), revision, NOW, reprocess);
  }

  private static BackfillOrder order(
      String last, Revision revision, Instant asOf, Reprocess reprocess) {
    return new BackfillOrder(
        Period.parse(Every.MONTH, MONTHS.getFirst()),
        Period.parse(Every.MONTH, last),
        Map.of(),
        revision,
        asOf,
        reprocess,
        Order.OLDEST);
  }

  private static FollowedBackfill run(BackfillClient client, BackfillPreview preview) {
    return client.run(preview, 4, NOW, _ -> {}, _ -> {});
  }

  private static String backfillOf(KafkaConnection kafka) {
    List<String> ids = new ArrayList<>();
    events(kafka).stream()
        .filter(RunEvent.Started.class::isInstance)
        .forEach(
            event -> ids.addAll(((RunEvent.Started) event).origin().backfill().stream().toList()));
    return ids.getFirst();
  }

  /** How often each stage of each run came to its end, by run and stage. */
  private static Map<String, Integer> completed(KafkaConnection kafka, boolean alsoReused) {
    Map<String, Integer> completed = new HashMap<>();
    for (RunEvent event : events(kafka)) {
      if (event instanceof RunEvent.StageCompleted done && (alsoReused || !done.reused())) {
        completed.merge(event.run().run() + "/" + done.stage().stage(), 1, Integer::sum);
      }
    }
    return completed;
  }

  private static List<RunEvent> events(KafkaConnection kafka) {
    List<RunEvent> events = new ArrayList<>();
    TopicScan.read(
        kafka,
        kafka.topics().events(),
        record -> {
          if (kafka.codec().read(record.topic(), record.value()) instanceof SpecificRecord event
              && isOfRun(event)) {
            events.add(EventReading.event(event));
          }
        });
    return events;
  }

  private static boolean isOfRun(SpecificRecord event) {
    return !event.getSchema().getName().startsWith("Backfill")
        && !event.getSchema().getName().startsWith("Trigger");
  }
}
