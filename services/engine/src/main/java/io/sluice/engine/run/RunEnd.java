package io.sluice.engine.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a run ended.
 *
 * @param version the publication's version: the new one, or the current one when unchanged; 0 when
 *     there is none
 * @param reasons what stood against it; empty when nothing did
 */
public record RunEnd(Outcome outcome, long version, List<String> reasons) {

  public RunEnd {
    reasons = List.copyOf(reasons);
  }

  /** The ways a run ends. Each has a code of its own that stored state may keep for good. */
  public enum Outcome {
    PUBLISHED(0),
    /** The artefacts equal those of the current publication: no new version. */
    UNCHANGED(1),
    /** A younger run of the same period published first. */
    SUPERSEDED(2),
    /** A replay: delivered to a folder of its own, and not published. */
    REPLAYED(3),
    REJECTED(4),
    FAILED(5),
    CANCELLED(6);

    private static final Map<Byte, Outcome> BY_CODE =
        Arrays.stream(values()).collect(Collectors.toMap(Outcome::code, Function.identity()));

    private final byte code;

    Outcome(int code) {
      this.code = (byte) code;
    }

    /** What stands for it where it is kept: never negative, and never given to another one. */
    public byte code() {
      return code;
    }

    /** The outcome of a code; empty for a code of none. */
    public static Optional<Outcome> of(byte code) {
      return Optional.ofNullable(BY_CODE.get(code));
    }

    /** As people read it: {@code published}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
