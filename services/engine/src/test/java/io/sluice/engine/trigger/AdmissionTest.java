package io.sluice.engine.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.flow.Trigger.Overlap;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {

  @ParameterizedTest
  @CsvSource({
    // limit, overlap, open runs
    " , , 0, ADMIT",
    " , , 9, ADMIT",
    "1, , 0, ADMIT",
    "1, , 1, HOLD",
    "2, , 1, ADMIT",
    "2, , 2, HOLD",
    "2, , 3, HOLD",
    " , SKIP, 0, ADMIT",
    " , SKIP, 1, SKIP",
    "2, SKIP, 1, SKIP",
    " , QUEUE, 0, ADMIT",
    " , QUEUE, 1, HOLD",
    "2, QUEUE, 1, HOLD",
    " , CANCEL_RUNNING, 0, ADMIT",
    " , CANCEL_RUNNING, 1, CANCEL_OPEN",
    "2, CANCEL_RUNNING, 2, CANCEL_OPEN",
  })
  void shouldAdmitByLimitAndOverlap(Integer limit, Overlap overlap, int open, Admission expected) {
    // when
    Admission admission =
        Admission.of(Optional.ofNullable(limit), Optional.ofNullable(overlap), open);

    // then
    assertThat(admission).isEqualTo(expected);
  }
}
