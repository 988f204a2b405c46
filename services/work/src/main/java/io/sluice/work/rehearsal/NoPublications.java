package io.sluice.work.rehearsal;

import io.sluice.engine.run.Publications;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunResult.Published;
import java.util.Optional;

/** Nothing was ever published, and nobody else is about to. */
final class NoPublications implements Publications {

  @Override
  public Optional<Published> current(String resultKey) {
    return Optional.empty();
  }

  @Override
  public Optional<RunRef> publishing(String resultKey) {
    return Optional.empty();
  }
}
