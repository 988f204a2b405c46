package io.sluice.engine.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.plan.FlowBuilder;
import io.sluice.engine.run.Origin;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult.FigureValue;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.run.RunSubject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStarterTest {

  private static final Instant NOW = Instant.parse("2026-11-15T09:00:00Z");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Flow FLOW = new FlowBuilder().build();
  private static final Flow SLICED =
      new FlowBuilder().rules(new RunRules(List.of("z"), Map.of(), Optional.empty())).build();

  @Test
  void shouldStartTheRunThatTheRequestNames() {
    // given
    RunRequest request = request("a", subject("2026-10"), Map.of("z", "3"), Map.of());

    // when
    Starting starting = start(request);

    // then
    RunEvent.Started started = ((Starting.Start) starting).event();
    assertThat(started.run()).isEqualTo(request.run());
    assertThat(started.origin().id()).isEqualTo("a");
    assertThat(started.ordinal()).isEqualTo(4);
    assertThat(started.plan().parameters())
        .containsEntry("z", "3")
        .containsEntry("period", "2026-10");
  }

  @Test
  void shouldNameOneRunByItsRequestSliceAndPeriod() {
    RunRef run = request("a", subject("2026-10"), Map.of(), Map.of()).run();

    assertThat(request("a", subject("2026-10"), Map.of("z", "3"), Map.of()).run()).isEqualTo(run);
    assertThat(request("b", subject("2026-10"), Map.of(), Map.of()).run()).isNotEqualTo(run);
    assertThat(request("a", subject("2026-11"), Map.of(), Map.of()).run()).isNotEqualTo(run);
  }

  @Test
  void shouldRefuseWithEveryProblemAtOnce() {
    // given
    InputFile file = new InputFile("x.csv", "00", 1);
    RunRequest request =
        request("a", subject("2026-10"), Map.of("z", "-1"), Map.of("unheard", List.of(file)));

    // when
    Starting starting = start(request);

    // then
    assertThat(((Starting.Refuse) starting).problems())
        .containsExactly(
            "input unheard is not declared by the flow",
            "parameter z: expected at least 0 but found -1");
  }

  @Test
  void shouldRefuseAPeriodOfAnotherLength() {
    RunSubject day = RunSubject.of(Map.of(), Period.parse(Every.DAY, "2026-10-05"), PARIS);

    assertThat(((Starting.Refuse) start(request("a", day, Map.of(), Map.of()))).problems())
        .containsExactly("period: expected a month such as 2026-10 but found \"2026-10-05\"");
  }

  @Test
  void shouldCompareWithTheCurrentPublicationOfThePeriodBefore() {
    RunEvent.Started started =
        ((Starting.Start) start(request("a", subject("2026-10"), Map.of(), Map.of()))).event();

    assertThat(started.plan().baseline()).isEqualTo(Map.of("amount", BigDecimal.TEN));
  }

  @ParameterizedTest
  @CsvSource({"3,10", "4,"})
  void shouldCompareWithPublicationsOfTheSameSlice(String z, BigDecimal amount) {
    // given
    RunRequest request = request("a", sliced(z), Map.of("z", z), Map.of());

    // when
    Starting starting = start(request, SLICED, "shop/z=3/2026-09");

    // then
    assertThat(((Starting.Start) starting).event().plan().baseline())
        .isEqualTo(amount == null ? Map.of() : Map.of("amount", amount));
  }

  @Test
  void shouldRefuseSlicesThatTheParametersDoNotGive() {
    // when
    Starting other = start(request("a", sliced("3"), Map.of("z", "4"), Map.of()), SLICED, "");
    Starting unfit = start(request("a", sliced("2.5"), Map.of("z", "2.5"), Map.of()), SLICED, "");

    // then
    assertThat(((Starting.Refuse) other).problems())
        .containsExactly("the parameters give the slice \"z=4\" but the trigger names \"z=3\"");
    assertThat(((Starting.Refuse) unfit).problems())
        .singleElement()
        .asString()
        .startsWith("parameter z is part of the slice: expected letters, digits")
        .endsWith("but found \"2.5\"");
  }

  @Test
  void shouldNameOneRunForEachSlice() {
    RunRef run = request("a", sliced("3"), Map.of(), Map.of()).run();

    assertThat(request("a", sliced("4"), Map.of(), Map.of()).run()).isNotEqualTo(run);
  }

  private static Starting start(RunRequest request) {
    return start(request, FLOW, "shop//2026-09");
  }

  /** Starts a run where September stands published under the key. */
  private static Starting start(RunRequest request, Flow flow, String published) {
    return RunStarter.start(
        request,
        flow,
        Map.of(),
        key -> key.equals(published) ? Optional.of(september()) : Optional.empty(),
        4,
        NOW);
  }

  private static RunSubject sliced(String z) {
    return RunSubject.of(Map.of("z", z), Period.parse(Every.MONTH, "2026-10"), PARIS);
  }

  private static RunSubject subject(String month) {
    return RunSubject.of(Map.of(), Period.parse(Every.MONTH, month), PARIS);
  }

  private static RunRequest request(
      String id,
      RunSubject subject,
      Map<String, String> parameters,
      Map<String, List<InputFile>> inputs) {
    return new RunRequest(
        "shop", "rev", "", subject, parameters, inputs, Origin.request(id), "somebody", NOW);
  }

  private static Published september() {
    return new Published(
        "id",
        new RunRef("shop", "before"),
        subject("2026-09"),
        NOW,
        3,
        "rev",
        1,
        0,
        List.of(),
        List.of(new FigureValue("amount", "Amount", BigDecimal.TEN, "EUR")),
        List.of(),
        Map.of());
  }
}
