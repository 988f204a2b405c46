package io.sluice.engine.trigger;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Arrivals on the heap. */
final class KnownArrivals implements Arrivals {

  static final Instant START = Instant.parse("2026-11-05T08:00:00Z");

  private final Map<String, Arrival> latest = new HashMap<>();
  private final Map<String, String> started = new HashMap<>();

  /** An arrival so many seconds after the start. */
  static Arrival arrival(
      RunSubject subject, String input, long version, String content, int second, String revision) {
    InputFile file = new InputFile(input + ".csv", content, 1);
    Instant at = START.plusSeconds(second);
    return new Arrival("shop", subject, input, version, file, "inbox", at, revision);
  }

  /** Takes it in as the log's readers do; the answer is the arrival itself. */
  Arrival arrive(Arrival arrival) {
    latest.merge(arrival.key(), arrival, (old, it) -> it.replaces(old) ? it : old);
    return arrival;
  }

  void started(RunRequest request) {
    started.put(request.subject().resultKey(request.flow()), request.id());
  }

  @Override
  public Optional<Arrival> latest(String flow, RunSubject subject, String input) {
    return Optional.ofNullable(latest.get(Arrival.key(flow, subject, input)));
  }

  @Override
  public Optional<String> lastStarted(String set) {
    return Optional.ofNullable(started.get(set));
  }
}
