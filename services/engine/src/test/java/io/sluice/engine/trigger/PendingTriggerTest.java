package io.sluice.engine.trigger;

import static io.sluice.engine.trigger.KnownArrivals.START;
import static io.sluice.engine.trigger.KnownArrivals.arrival;
import static io.sluice.engine.trigger.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.FlowBuilder;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingTriggerTest {

  private static final Instant LAST_OF_PATIENCE =
      START.plus(PendingTrigger.PATIENCE).minusMillis(1);

  private final Read flows = new Read();

  @Test
  void shouldRunLatestWhenNoRevisionIsNamed() {
    // given
    flows.read("r1", "");
    flows.read("r2", "hash");

    // then
    assertThat(revision(asked("", ""))).contains("r2");
    assertThat(revision(asked("", "another"))).contains("r2");
    assertThat(revision(ticked())).contains("r2");
  }

  @Test
  void shouldRunRevisionThatIsNamed() {
    // given
    flows.read("r1", "");
    flows.read("r2", "");

    // then
    assertThat(revision(asked("r1", ""))).contains("r1");
    assertThat(revision(asked("r3", ""))).isEmpty();
  }

  @Test
  void shouldWaitForReferencesThatItCountsOn() {
    // given
    PendingTrigger asked = asked("r1", "new");
    flows.read("r1", "old");
    assertThat(revision(asked)).isEmpty();

    // when
    flows.read("r1", "new");

    // then
    assertThat(revision(asked)).contains("r1");
    assertThat(revision(asked("r1", ""))).contains("r1");
  }

  @Test
  void shouldRunArrivalsByLatestOnceTheirOwnRevisionIsKnown() {
    // given
    flows.read("r1", "");
    flows.read("r2", "");

    // then
    assertThat(revision(arrived("r1"))).contains("r2");
    assertThat(revision(arrived(""))).contains("r2");
    assertThat(revision(arrived("r3"))).isEmpty();
  }

  @Test
  void shouldWaitForRevisionAsLongAsItMayTake() {
    assertThat(asked("r1", "").undefined(flows, START, START)).isEqualTo(new Resolution.Unread());
    assertThat(asked("r1", "").undefined(flows, START, LAST_OF_PATIENCE))
        .isEqualTo(new Resolution.Unread());
  }

  @Test
  void shouldRefuseWhatNamesNothingThatCanBeRead() {
    // given
    Instant end = LAST_OF_PATIENCE.plusMillis(1);

    // then
    assertThat(asked("r1", "").undefined(flows, START, end))
        .isEqualTo(new Resolution.Refused(List.of("revision r1 of flow shop is not known")));
    assertThat(ticked().undefined(flows, START, end))
        .isEqualTo(new Resolution.Refused(List.of("flow shop is not known")));
  }

  @Test
  void shouldRefuseAtOnceWhatARetiredFlowWasToStart() {
    // given
    flows.retired = true;
    Resolution refused = new Resolution.Refused(List.of("flow shop is retired"));

    // then
    assertThat(ticked().undefined(flows, START, START)).isEqualTo(refused);
    assertThat(asked("", "").undefined(flows, START, START)).isEqualTo(refused);
  }

  @Test
  void shouldSayNothingOfArrivalsOfARetiredFlow() {
    // given
    flows.read("r1", "");
    flows.retired = true;

    // then
    assertThat(revision(arrived("r1"))).isEmpty();
    assertThat(arrived("r1").undefined(flows, START, START)).isEqualTo(new Resolution.Nothing());
  }

  @Test
  void shouldRunTheNamedRevisionOfARetiredFlow() {
    // given
    flows.read("r1", "");
    flows.retired = true;

    // then
    assertThat(revision(asked("r1", ""))).contains("r1");
  }

  private Optional<String> revision(PendingTrigger trigger) {
    return trigger.definition(flows).map(definition -> definition.flow().revision());
  }

  private static PendingTrigger asked(String revision, String referencesHash) {
    return new PendingTrigger.Asked(request(revision, referencesHash, Origin.request("a")), START);
  }

  private static PendingTrigger ticked() {
    return new PendingTrigger.Ticked(
        new Tick("shop", "monthly", START, RunSubject.WHOLE, Map.of(), START));
  }

  private static PendingTrigger arrived(String revision) {
    return new PendingTrigger.Arrived(arrival(RunSubject.WHOLE, "erp", 1, "a", 0, revision));
  }

  /** Revisions of the flow, as far as they were read. */
  private static final class Read implements FlowCatalog {

    private final Map<String, FlowDefinition> revisions = new LinkedHashMap<>();
    private boolean retired;

    void read(String revision, String referencesHash) {
      revisions.put(
          revision,
          new FlowDefinition(
              new FlowBuilder().revision(revision).build(), referencesHash, Map.of()));
    }

    @Override
    public Optional<FlowDefinition> find(String flow, String revision) {
      return Optional.ofNullable(revisions.get(revision));
    }

    @Override
    public Optional<FlowDefinition> latest(String flow) {
      return retired ? Optional.empty() : revisions.values().stream().reduce((_, last) -> last);
    }

    @Override
    public boolean isRetired(String flow) {
      return retired;
    }
  }
}
