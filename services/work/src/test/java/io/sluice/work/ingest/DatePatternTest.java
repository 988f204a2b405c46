package io.sluice.work.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sluice.engine.flow.FlowReader;
import io.sluice.engine.flow.FlowReading;
import io.sluice.engine.flow.SqlFacts;
import io.sluice.work.flowfiles.FlowFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader of flows lets through, the ingest can read. */
class DatePatternTest {

  private static final SqlFacts NOTHING = new SqlFacts(List.of(), Set.of(), Set.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd",
        "uuuu/M/d",
        "dd.MM.yy",
        "d/M/uu H:mm",
        "yyyyMMdd",
        "dd/MM/yyyy HH:mm:ss.SSS",
        "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
        "dd'/''/'yyyy",
        "MM% yyyy"
      })
  void shouldReadPatternThatFlowMayHave(String pattern) {
    assertThat(reading(pattern)).isInstanceOf(FlowReading.Sound.class);
    assertThatCode(() -> DateFormat.strptime(pattern)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d MMM yyyy", "yyyyy", "EEE dd/MM/yyyy", "hh:mm a", "yyyy-MM-dd'T", "yyyy[-MM]", "dd/MM",
        "yyyy-MM-ddZ", "{yyyy}", "yyyy é", "m/s yyyy", "yyyy SS", "#yyyy", " "
      })
  void shouldRefusePatternThatIngestCannotRead(String pattern) {
    assertThat(reading(pattern)).isInstanceOf(FlowReading.Refused.class);
  }

  private static FlowReading reading(String pattern) {
    String flow =
        """
        format: 1
        flow: bookings
        inputs:
          bookings:
            files: bookings.csv
            columns: { booked: { type: date, format: "%s" } }
        """
            .formatted(pattern);
    return FlowReader.read(FlowFiles.source(Map.of("flow.yaml", flow)), _ -> NOTHING);
  }
}
