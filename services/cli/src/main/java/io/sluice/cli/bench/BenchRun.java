package io.sluice.cli.bench;

import io.sluice.engine.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the log tells of one run, timed as it is read. Events come from one thread. */
final class BenchRun {

  private final long submitted = System.nanoTime();
  private final List<Double> addedMs = new ArrayList<>();
  private final CompletableFuture<Times> end = new CompletableFuture<>();
  private long last = submitted;

  /**
   * Times of a run that ended well, milliseconds.
   *
   * @param wallMs from the request to the end
   * @param addedMs by stage: from the event before to its completion, less its time in DuckDB; of
   *     use only where stages work one after the other
   */
  record Times(double wallMs, List<Double> addedMs) {}

  CompletableFuture<Times> end() {
    return end;
  }

  void read(RunEvent event, long nanos) {
    switch (event) {
      case RunEvent.Started _ -> last = nanos;
      case RunEvent.StageCompleted done -> {
        addedMs.add((nanos - last) / 1e6 - done.queryMillis());
        last = nanos;
      }
      case RunEvent.Completed _ ->
          end.complete(new Times((nanos - submitted) / 1e6, List.copyOf(addedMs)));
      case RunEvent.Rejected rejected -> failed("was rejected by " + rejected.failed());
      case RunEvent.Failed failed -> failed("failed: " + failed.reason());
      case RunEvent.Cancelled _ -> failed("was cancelled");
      default -> {}
    }
  }

  private void failed(String how) {
    end.completeExceptionally(new IllegalStateException("A run of the bench " + how));
  }
}
