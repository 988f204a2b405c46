package io.sluice.engine.trigger;

import io.sluice.engine.run.Origin;
import io.sluice.engine.run.Origin.Kind;
import io.sluice.engine.run.RunSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests for runs of one flow, each with an id of its own. */
final class Requests {

  private Requests() {}

  static RunRequest request(String id) {
    return request("", "", Origin.request(id));
  }

  /** A request that is part of a backfill. */
  static RunRequest request(String id, String backfill) {
    Optional<String> of = Optional.of(backfill);
    return request(
        "", "", new Origin(Kind.BACKFILL, id, List.of(), Map.of(), of, Optional.empty(), false));
  }

  static RunRequest request(String revision, String referencesHash, Origin origin) {
    return new RunRequest(
        "shop",
        revision,
        referencesHash,
        RunSubject.WHOLE,
        Map.of(),
        Map.of(),
        origin,
        "somebody",
        KnownArrivals.START);
  }
}
