package io.sluice.engine.run;

import java.util.Optional;

/** What {@code runs} knows of publications beyond a single run. */
public interface Publications {

  /** The current publication under a {@link RunSubject#resultKey}. */
  Optional<RunResult.Published> current(String resultKey);

  /** The open run of that key that is past its point of no return. */
  Optional<RunRef> publishing(String resultKey);
}
