package io.sluice.engine.run;

import java.util.Optional;

/**
 * Publications as a specification needs them.
 *
 * @param published the current one, whatever the key
 * @param turn the run whose turn it is, whatever the key
 */
record KnownPublications(Optional<RunResult.Published> published, Optional<RunRef> turn)
    implements Publications {

  KnownPublications() {
    this(Optional.empty(), Optional.empty());
  }

  @Override
  public Optional<RunResult.Published> current(String resultKey) {
    return published;
  }

  @Override
  public Optional<RunRef> publishing(String resultKey) {
    return turn;
  }
}
