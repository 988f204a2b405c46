package io.sluice.engine.trigger;

import java.time.Instant;
import java.util.List;

/** What a pending trigger comes to. */
public sealed interface Resolution {

  /** A run that may start when it is its turn. */
  record Ready(RunRequest request) implements Resolution {}

  /** Nothing before that instant, unless something arrives. */
  record NotBefore(Instant due) implements Resolution {}

  /** No run, and nothing to tell: more has to arrive, or the run of it was started before. */
  record Nothing() implements Resolution {}

  /** Nothing yet: what it is to be resolved by has not been read. */
  record Unread() implements Resolution {}

  /** No run; the problems say why. */
  record Refused(List<String> problems) implements Resolution {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
