package io.sluice.engine.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
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

class RunStarterTest {

  private static final Instant NOW = Instant.parse("2026-11-15T09:00:00Z");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Flow FLOW = new FlowBuilder().build();

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

  private static Starting start(RunRequest request) {
    return RunStarter.start(
        request,
        FLOW,
        Map.of(),
        key -> key.equals("shop//2026-09") ? Optional.of(september()) : Optional.empty(),
        4,
        NOW);
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
        "shop", "rev", "", subject, parameters, inputs, Origin.request(id), "ana", NOW);
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
