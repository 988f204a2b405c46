package io.sluice.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.backfill.BackfillSummary;
import io.sluice.engine.run.RunEnd.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillStatusTest {

  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, UNCHANGED, 0",
    "PUBLISHED, REJECTED, 3",
    "PUBLISHED, FAILED, 4",
    "PUBLISHED, CANCELLED, 4",
    "PUBLISHED, SUPERSEDED, 4",
    "REJECTED, CANCELLED, 4"
  })
  void shouldEndWithTheWorstOfItsRuns(Outcome one, Outcome other, int status) {
    assertThat(status(List.of(Optional.of(one), Optional.of(other)))).isEqualTo(status);
  }

  @Test
  void shouldCountRunThatCouldNotStart() {
    assertThat(status(List.of(Optional.of(Outcome.PUBLISHED), Optional.empty()))).isEqualTo(4);
  }

  private static int status(List<Optional<Outcome>> ends) {
    return BackfillCommand.status(BackfillSummary.of(ends));
  }
}
