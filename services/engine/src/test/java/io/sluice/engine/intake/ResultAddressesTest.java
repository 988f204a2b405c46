package io.sluice.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule.Every;
import io.sluice.engine.flow.Trigger;
import io.sluice.engine.intake.ResultAddresses.Sent;
import io.sluice.engine.run.DeliveredFile;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult.Published;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultAddressesTest {

  private static final Trigger LIST_OF_SALES = new Trigger.Result("sales", "list");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "MONTH, 2026-10,       MONTH, 2026-10",
        "DAY,   2026-10-05,    MONTH, 2026-10",
        "HOUR,  2026-10-05T23, DAY,   2026-10-05",
        "MONTH, 2026-10,       DAY,   2026-10-01",
        "NONE,  '',            MONTH, 2026-10",
        "MONTH, 2026-10,       NONE,  ''",
      })
  void shouldGiveThePeriodThatContainsTheResults(
      Every every, String period, Every of, String expected) {
    // given
    var flow = TakingFlows.started(of, LIST_OF_SALES, "list.csv");

    // when
    List<Sent> sent = new ResultAddresses(flow).of(published("sales", every, period));

    // then
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().file().publication()).isEqualTo("list");
    assertThat(((Addressing.To) sent.getFirst().addressing()).recipients())
        .extracting(Recipient::key)
        .containsExactly("shop//" + expected + "/in0");
  }

  @Test
  void shouldLeaveResultsAloneThatNoTriggerNames() {
    var flow = TakingFlows.started(Every.MONTH, LIST_OF_SALES, "list.csv");

    assertThat(new ResultAddresses(flow).of(published("other", Every.MONTH, "2026-10"))).isEmpty();
  }

  @Test
  void shouldSayThatNoInputTakesTheFile() {
    // given
    var flow = TakingFlows.started(Every.MONTH, LIST_OF_SALES, "sales.csv");

    // when
    List<Sent> sent = new ResultAddresses(flow).of(published("sales", Every.MONTH, "2026-10"));

    // then
    assertThat(sent.getFirst().addressing())
        .isEqualTo(
            new Addressing.Nobody(
                "no input of flow shop takes the file list.csv of flow sales for 2026-10"));
  }

  private static Published published(String flow, Every every, String period) {
    RunSubject subject =
        RunSubject.of(Map.of(), Period.parse(every, period), ZoneId.of("Europe/Paris"));
    return new Published(
        "id",
        new RunRef(flow, "run"),
        subject,
        Instant.parse("2026-11-05T10:00:00Z"),
        1,
        "revision",
        1,
        0,
        List.of(file("list"), file("other")),
        List.of(),
        List.of(),
        Map.of());
  }

  private static DeliveredFile file(String name) {
    return new DeliveredFile(name, name + ".csv", "v1/" + name + ".csv", "00", 1, 1);
  }
}
