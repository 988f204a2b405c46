package io.sluice.cli.history;

import io.sluice.cli.Refusal;
import io.sluice.engine.run.RunResult;
import io.sluice.engine.run.RunSubject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the two latest versions of a flow and period among its results.
 *
 * @param period of the versions; empty for the one that was published last
 */
public record LatestVersions(String flow, Optional<String> period) {

  private static final Comparator<RunResult.Published> BY_VERSION =
      Comparator.comparingLong(RunResult.Published::version);

  /**
   * The runs that published them, the earlier first.
   *
   * @throws Refusal when there are no two
   */
  public List<String> runs(ResultTopic results) {
    Map<String, List<RunResult.Published>> bySubject = new HashMap<>();
    results.read(
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
    return Stream.of(flow, subject.sliceText(), subject.period())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private String title() {
    return period.map(text -> flow + " " + text).orElse(flow);
  }
}
