package io.sluice.work.compare;

import java.util.OptionalLong;

/**
 * What came of working a stage again.
 *
 * @param rowsThen rows that the run made; empty when it made none
 * @param rowsNow rows that came of it now; empty when it was not worked
 * @param millis how long it took now; empty when it was not worked
 * @param note what there is to say, without a full stop; empty when nothing
 */
public record StageFinding(
    String stage,
    Verdict verdict,
    OptionalLong rowsThen,
    OptionalLong rowsNow,
    OptionalLong millis,
    String note) {

  /** Whether the same came of it. */
  public enum Verdict {
    EQUAL("equal"),
    DIFFERS("differs"),
    /** Left out on purpose. */
    SKIPPED("skipped"),
    /** It should have been worked again, and could not be. */
    NOT_WORKED("not worked");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** As people and programs read it. */
    public String words() {
      return words;
    }
  }

  /** A stage that is left out. */
  public static StageFinding skipped(String stage, String reason) {
    return new StageFinding(
        stage,
        Verdict.SKIPPED,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        reason);
  }
}
