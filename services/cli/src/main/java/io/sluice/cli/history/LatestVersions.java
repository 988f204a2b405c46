package io.sluice.cli.history;

import io.sluice.cli.Refusal;
import io.sluice.engine.flow.Slices;
import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunSubject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the two latest versions of a flow, slice and period among its results. Of what is left open
 * it is what was published last.
 *
 * @param slice parameters that the slice of the versions has
 * @param period of the versions; empty for any
 */
public record LatestVersions(String flow, Map<String, String> slice, Optional<String> period) {

  private static final Comparator<RunResult.Published> BY_VERSION =
      Comparator.comparingLong(RunResult.Published::version);

  public LatestVersions {
    slice = Map.copyOf(slice);
  }

  /**
   * The runs that published them, the earlier first.
   *
   * @throws Refusal when there are no two
   */
  public List<String> runs(ResultTopic results) {
    return runs(results::read);
  }

  /**
   * @param results gives every result to a reader
   */
  List<String> runs(Consumer<Consumer<RunResult>> results) {
    Map<String, List<RunResult.Published>> bySubject = new HashMap<>();
    results.accept(
        result -> {
          if (result instanceof RunResult.Published published && isWanted(published)) {
            keep(
                bySubject.computeIfAbsent(
                    published.subject().resultKey(flow), _ -> new ArrayList<>()),
                published);
          }
        });
    List<RunResult.Published> versions =
        bySubject.values().stream()
            .max(Comparator.comparing(subject -> subject.getLast().at()))
            .orElseThrow(() -> Refusal.usage("%s has published nothing.".formatted(title())));
    if (versions.size() < 2) {
      throw Refusal.usage(
          "%s has version %d only: there is nothing to compare it with."
              .formatted(title(versions.getFirst().subject()), versions.getFirst().version()));
    }
    return versions.stream().map(version -> version.run().run()).toList();
  }

  private boolean isWanted(RunResult.Published published) {
    return published.run().flow().equals(flow)
        && published.subject().isOf(slice)
        && period.filter(wanted -> !wanted.equals(published.subject().period())).isEmpty();
  }

  /** Keeps the two latest; the same result may come twice. */
  private static void keep(List<RunResult.Published> versions, RunResult.Published next) {
    if (versions.stream().noneMatch(known -> known.version() == next.version())) {
      versions.add(next);
      versions.sort(BY_VERSION);
    }
    if (versions.size() > 2) {
      versions.removeFirst();
    }
  }

  private String title(RunSubject subject) {
    return title(subject.sliceText(), subject.period());
  }

  private String title() {
    return title(Slices.text(slice), period.orElse(""));
  }

  private String title(String sliceText, String periodText) {
    return Stream.of(flow, sliceText, periodText)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
