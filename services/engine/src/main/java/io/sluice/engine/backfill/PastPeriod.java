package io.sluice.engine.backfill;

import io.sluice.engine.run.RunEnd.Outcome;
import java.util.Optional;

/**
 * What the log tells of a slice and period.
 *
 * @param revision of its latest run; empty without a run
 * @param latest how its latest run ended; empty without one, or while it is open
 * @param published whether it has a publication
 */
public record PastPeriod(Optional<String> revision, Optional<Outcome> latest, boolean published) {

  /** Whether its latest run ended without a publication. */
  boolean failed() {
    return latest
        .map(
            outcome ->
                switch (outcome) {
                  case REJECTED, FAILED, CANCELLED -> true;
                  case PUBLISHED, UNCHANGED, SUPERSEDED, REPLAYED -> false;
                })
        .orElse(false);
  }
}
