package io.sluice.engine.trigger;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * That no run will be of an arrival, because of another one of the same input.
 *
 * @param arrival the one that is of no use
 * @param by the one that counts
 */
public record SetAside(Arrival arrival, Arrival by) {

  /** Why an arrival is set aside. */
  public enum Reason {
    /** Its bytes are there already. */
    RECOGNISED,
    /** Other bytes count. */
    OVERTAKEN
  }

  /**
   * Which of two arrivals is set aside, if any: the one just told when it does not {@linkplain
   * Arrival#replaces replace} the other, and else the other when no run has taken it.
   *
   * @param known the latest arrival of the input before
   * @param isUntaken whether an arrival still waits for a run to be of it; asked only where it
   *     matters
   */
  public static Optional<SetAside> of(Arrival told, Arrival known, Predicate<Arrival> isUntaken) {
    if (told.id().equals(known.id())) {
      return Optional.empty();
    }
    if (!told.replaces(known)) {
      return Optional.of(new SetAside(told, known));
    }
    return isUntaken.test(known) ? Optional.of(new SetAside(known, told)) : Optional.empty();
  }

  /** Whether it is about that arrival. */
  public boolean isOf(Arrival other) {
    return arrival.id().equals(other.id());
  }

  public Reason reason() {
    return arrival.sameBytes(by) ? Reason.RECOGNISED : Reason.OVERTAKEN;
  }

  /** What to tell of it. */
  public String words() {
    return "version %d of the input is %s".formatted(by.version(), by.file().name());
  }
}
