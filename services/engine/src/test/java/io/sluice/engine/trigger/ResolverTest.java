package io.sluice.engine.trigger;

import static io.sluice.engine.trigger.KnownArrivals.START;
import static io.sluice.engine.trigger.KnownArrivals.arrival;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.flow.Trigger;
import io.sluice.engine.flow.Trigger.Catchup;
import io.sluice.engine.flow.Trigger.OnMissing;
import io.sluice.engine.flow.Trigger.Schedule;
import io.sluice.engine.plan.FlowBuilder;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunSubject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolverTest {

  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final RunSubject OCTOBER = subject("2026-10");

  private final Map<String, Flow> revisions = new HashMap<>();
  private KnownArrivals arrivals;

  @BeforeEach
  void start() {
    arrivals = new KnownArrivals();
  }

  @Test
  void shouldStartWhenLastOfAllArrived() {
    // given
    Flow flow = awaiting("r1");
    Arrival erp = arrive("erp", 1, "a", 0, "r1");
    assertThat(resolve(flow, erp, 0)).isEqualTo(new Resolution.Nothing());

    // when
    Arrival web = arrive("web", 1, "b", 60, "r1");
    RunRequest request = ready(resolve(flow, web, 60));

    // then
    assertThat(request.inputs()).containsOnlyKeys("erp", "web");
    assertThat(request.origin().kind()).isEqualTo(Origin.Kind.ARRIVAL);
    assertThat(request.origin().triggers()).containsExactlyInAnyOrder(erp.id(), web.id());
    assertThat(request.subject()).isEqualTo(OCTOBER);
    assertThat(request.at()).isEqualTo(START.plusSeconds(60));
    assertThat(request.revision()).isEqualTo("r1");
  }

  @Test
  void shouldNameSetByItsArrivalsInAnyOrder() {
    // given
    Flow flow = awaiting("r1");
    Arrival erp = arrival(OCTOBER, "erp", 1, "a", 0, "r1");
    Arrival web = arrival(OCTOBER, "web", 1, "b", 60, "r1");

    // when
    arrivals.arrive(erp);
    arrivals.arrive(web);
    RunRequest one = ready(resolve(flow, web, 60));
    arrivals = new KnownArrivals();
    arrivals.arrive(web);
    arrivals.arrive(erp);
    RunRequest other = ready(resolve(flow, erp, 60));

    // then
    assertThat(other).isEqualTo(one);
  }

  @Test
  void shouldKeepPeriodsApart() {
    // given
    Flow flow = awaiting("r1");
    arrive("erp", 1, "a", 0, "r1");

    // when
    Arrival november = arrivals.arrive(arrival(subject("2026-11"), "web", 1, "b", 1, "r1"));

    // then
    assertThat(resolve(flow, november, 1)).isEqualTo(new Resolution.Nothing());
  }

  @Test
  void shouldStartNoSetTwice() {
    // given
    Flow flow = awaiting("r1");
    Arrival erp = arrive("erp", 1, "a", 0, "r1");
    Arrival web = arrive("web", 1, "b", 0, "r1");
    started(flow, web, 0);

    // then
    assertThat(resolve(flow, erp, 60)).isEqualTo(new Resolution.Nothing());
    assertThat(resolve(flow, web, 60)).isEqualTo(new Resolution.Nothing());
  }

  @Test
  void shouldWaitWithCorrectionsUntilTheyAreQuiet() {
    // given
    Flow flow = awaiting("r1");
    arrive("erp", 1, "a", 0, "r1");
    started(flow, arrive("web", 1, "b", 0, "r1"), 0);

    // when
    Arrival erp = arrive("erp", 2, "c", 100, "r1");
    Resolution first = resolve(flow, erp, 100);
    arrive("web", 2, "d", 105, "r1");

    // then
    assertThat(first).isEqualTo(new Resolution.NotBefore(START.plusSeconds(110)));
    assertThat(resolve(flow, erp, 110)).isEqualTo(new Resolution.NotBefore(START.plusSeconds(115)));
    assertThat(ready(resolve(flow, erp, 115)).inputs().get("web").getFirst().sha256())
        .isEqualTo("d");
  }

  @Test
  void shouldTakeOldContentThatComesBackForNews() {
    // given
    Flow flow = awaiting("r1");
    arrive("web", 1, "x", 0, "r1");
    RunRequest a = started(flow, arrive("erp", 1, "a", 0, "r1"), 0);
    RunRequest b = started(flow, arrive("erp", 2, "b", 100, "r1"), 200);

    // when
    RunRequest again = started(flow, arrive("erp", 3, "a", 300, "r1"), 400);

    // then
    assertThat(List.of(a.id(), b.id(), again.id())).doesNotHaveDuplicates();
    assertThat(again.inputs()).isEqualTo(a.inputs());
  }

  @Test
  void shouldAwaitNamedInputsAlone() {
    // given
    Flow flow = flow("r1", new Trigger.Arrivals(List.of("erp"), QUIET));
    Arrival web = arrive("web", 1, "b", 0, "r1");
    assertThat(resolve(flow, web, 0)).isEqualTo(new Resolution.Nothing());

    // when
    RunRequest request = started(flow, arrive("erp", 1, "a", 1, "r1"), 1);
    Arrival correction = arrive("web", 2, "c", 100, "r1");

    // then
    assertThat(request.inputs()).containsOnlyKeys("erp", "web");
    assertThat(resolve(flow, correction, 200)).isEqualTo(new Resolution.Nothing());
  }

  @Test
  void shouldKeepCorrectionThatAnotherInputArrivedBehind() {
    // given
    Flow flow = flow("r1", new Trigger.Arrivals(List.of("erp"), QUIET));
    started(flow, arrive("erp", 1, "a", 0, "r1"), 0);
    arrive("erp", 2, "b", 100, "r1");

    // when
    Arrival other = arrive("web", 1, "w", 105, "r1");

    // then
    assertThat(resolve(flow, other, 105))
        .isEqualTo(new Resolution.NotBefore(START.plusSeconds(110)));
    assertThat(ready(resolve(flow, other, 110)).inputs()).containsOnlyKeys("erp", "web");
  }

  @Test
  void shouldStartNothingOfWhatCameBeforeTheTriggerWasWritten() {
    // given
    flow("r1");
    Flow now = awaiting("r2");
    arrive("erp", 1, "a", 0, "r1");

    // when
    Arrival web = arrive("web", 1, "b", 0, "r1");

    // then
    assertThat(resolve(now, web, 60)).isEqualTo(new Resolution.Nothing());
    assertThat(ready(resolve(now, arrive("erp", 2, "c", 100, "r2"), 100)).inputs())
        .containsOnlyKeys("erp", "web");
  }

  @Test
  void shouldStartNothingAgainWhenTriggerAwaitsOthers() {
    // given
    Flow both = awaiting("r1");
    arrive("erp", 1, "a", 0, "r1");
    Arrival web = arrive("web", 1, "b", 1, "r1");
    started(both, web, 1);

    // when
    Flow one = flow("r2", new Trigger.Arrivals(List.of("erp"), QUIET));

    // then
    assertThat(resolve(one, web, 60)).isEqualTo(new Resolution.Nothing());
    assertThat(resolve(one, arrive("web", 2, "c", 100, "r2"), 200))
        .isEqualTo(new Resolution.Nothing());
    assertThat(ready(resolve(one, arrive("erp", 2, "d", 300, "r2"), 400)).origin().triggers())
        .hasSize(1);
  }

  @Test
  void shouldStartNothingOfCorrectionsBehindATriggerThatIsGone() {
    // given
    Flow with = awaiting("r1");
    arrive("erp", 1, "a", 0, "r1");
    started(with, arrive("web", 1, "b", 1, "r1"), 1);

    // when
    Flow without = flow("r2");
    Arrival correction = arrive("erp", 2, "c", 100, "r2");

    // then
    assertThat(resolve(without, correction, 200)).isEqualTo(new Resolution.Nothing());
  }

  @Test
  void shouldGiveTickTheLatestOfEachInput() {
    // given
    Flow flow = flow("r1", schedule(new OnMissing.Skip()));
    arrive("erp", 1, "a", 0, "r1");
    arrive("erp", 2, "c", 1, "r1");
    arrive("web", 1, "b", 2, "r1");

    // when
    RunRequest request = ready(tick(flow, 10));

    // then
    assertThat(request.inputs().get("erp").getFirst().sha256()).isEqualTo("c");
    assertThat(request.parameters()).containsEntry("z", "3.0");
    assertThat(request.requestedBy()).isEqualTo("schedule monthly");
    assertThat(request.at()).isEqualTo(START);
    assertThat(request.run()).isEqualTo(ticked().run());
  }

  @Test
  void shouldStartTickWithoutInputsToBeRejectedByName() {
    // given
    Flow flow = flow("r1", schedule(new OnMissing.Reject()));
    arrive("erp", 1, "a", 0, "r1");

    // then
    assertThat(ready(tick(flow, 10)).inputs()).containsOnlyKeys("erp");
  }

  @Test
  void shouldLetTickWaitForInputsSoLong() {
    // given
    Flow flow = flow("r1", schedule(new OnMissing.Wait(Duration.ofHours(2))));
    arrive("erp", 1, "a", 0, "r1");

    // when
    Resolution early = tick(flow, 10);
    Resolution late = tick(flow, 7_200);
    arrive("web", 1, "b", 11, "r1");

    // then
    assertThat(early).isEqualTo(new Resolution.NotBefore(START.plusSeconds(7_200)));
    assertThat(ready(late).inputs()).containsOnlyKeys("erp");
    assertThat(ready(tick(flow, 12)).inputs()).containsOnlyKeys("erp", "web");
  }

  @Test
  void shouldSkipTickWithoutInputs() {
    // given
    Flow flow = flow("r1", schedule(new OnMissing.Skip()));

    // when
    Resolution none = tick(flow, 10);
    arrive("web", 1, "b", 2, "r1");

    // then
    assertThat(none)
        .isEqualTo(new Resolution.Refused(List.of("erp, web have not arrived for 2026-10")));
    assertThat(tick(flow, 10))
        .isEqualTo(new Resolution.Refused(List.of("erp has not arrived for 2026-10")));
  }

  @Test
  void shouldRefuseTickOfScheduleThatIsGone() {
    // when
    Resolution resolution = tick(flow("r2"), 10);

    // then
    assertThat(resolution)
        .isEqualTo(new Resolution.Refused(List.of("the flow has no schedule monthly any more")));
  }

  private Flow awaiting(String revision) {
    return flow(revision, new Trigger.Arrivals(List.of(), QUIET));
  }

  private Flow flow(String revision, Trigger... triggers) {
    Flow flow =
        new FlowBuilder().revision(revision).inputs("erp", "web").triggers(triggers).build();
    revisions.put(revision, flow);
    return flow;
  }

  private static Schedule schedule(OnMissing onMissing) {
    return new Schedule(
        "monthly",
        "0 9 5 * *",
        true,
        Catchup.LAST,
        Optional.empty(),
        onMissing,
        Duration.ZERO,
        Map.of("z", "3.0"),
        Optional.empty(),
        Optional.empty());
  }

  private Arrival arrive(String input, long version, String content, int second, String revision) {
    return arrivals.arrive(arrival(OCTOBER, input, version, content, second, revision));
  }

  private Resolution resolve(Flow flow, Arrival last, int second) {
    return resolver(flow).resolve(new PendingTrigger.Arrived(last), START.plusSeconds(second));
  }

  private RunRequest started(Flow flow, Arrival last, int second) {
    RunRequest request = ready(resolve(flow, last, second));
    arrivals.started(request);
    return request;
  }

  private static Tick ticked() {
    return new Tick("shop", "monthly", START, OCTOBER, Map.of("z", "3.0"), START);
  }

  private Resolution tick(Flow flow, int second) {
    return resolver(flow).resolve(new PendingTrigger.Ticked(ticked()), START.plusSeconds(second));
  }

  private Resolver resolver(Flow flow) {
    return new Resolver(flow, "", arrivals, name -> Optional.ofNullable(revisions.get(name)));
  }

  private static RunRequest ready(Resolution resolution) {
    assertThat(resolution).isInstanceOf(Resolution.Ready.class);
    return ((Resolution.Ready) resolution).request();
  }

  private static RunSubject subject(String month) {
    return RunSubject.of(Map.of(), Period.parse(Every.MONTH, month), ZoneId.of("Europe/Paris"));
  }
}
