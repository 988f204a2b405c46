package io.sluice.cli.history;

import io.sluice.cli.Refusal;
import io.sluice.cli.view.RunView.LastGood;
import io.sluice.engine.run.RunSubject;
import io.sluice.work.delivery.PublishedFiles;
import io.sluice.work.files.FileWords;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions among an installation's published files. */
public record PublishedVersions(PublishedFiles files) {

  /** The address of a version. */
  public String version(String flow, RunSubject subject, long version) {
    return "%s/v%d".formatted(all(flow, subject), version);
  }

  /** Where people find an address. */
  public String place(String address) {
    return files.place(address);
  }

  /** The latest version there is. */
  public Optional<LastGood> latest(String flow, RunSubject subject) {
    try {
      List<Integer> versions = files.versions(all(flow, subject));
      return versions.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new LastGood(versions.getLast(), place(version(flow, subject, versions.getLast()))));
    } catch (IOException e) {
      throw Refusal.failed("The published files cannot be listed: %s.".formatted(FileWords.of(e)));
    }
  }

  private static String all(String flow, RunSubject subject) {
    return Stream.of(flow, subject.sliceText(), subject.period())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("/"));
  }
}
