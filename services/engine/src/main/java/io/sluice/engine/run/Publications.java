package io.sluice.engine.run;

import io.sluice.engine.run.RunResult.Published;
import java.util.Optional;

/** What {@code runs} knows of publications beyond a single run. */
public interface Publications {

  /** The current publication under a {@link RunSubject#resultKey}. */
  Optional<RunResult.Published> current(String resultKey);

  /**
   * The highest version that was opened under a key, also by a run that failed behind it; 0 without
   * one. What such a run left outside keeps its number to itself.
   */
  default long lastVersion(String resultKey) {
    return current(resultKey).map(Published::version).orElse(0L);
  }

  /**
   * The open run of that key whose turn it is: the one that is past its point of no return or,
   * while none is, the one whose gate passed first. It stays so to its end, so that between writing
   * PublicationOpened and reading it back no other run opens the same version.
   */
  Optional<RunRef> publishing(String resultKey);
}
