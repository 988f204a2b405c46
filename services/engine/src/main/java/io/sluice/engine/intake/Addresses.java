package io.sluice.engine.intake;

import io.sluice.engine.flow.FilePattern;
import io.sluice.engine.flow.FilePattern.Match;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.Period;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the inputs, slice and period of files by the names that they and their folders have. */
public final class Addresses {

  private final Flow flow;

  /**
   * @param flow the revision of the flow that was published last
   */
  public Addresses(Flow flow) {
    this.flow = flow;
  }

  /**
   * Why a file is for nobody, whatever flows there are; empty when it may be for somebody.
   *
   * @param isRegular false for links, pipes and the like
   * @param maxBytes the largest file that is taken
   */
  public static Optional<String> unfit(
      Place place, Sighting sighting, boolean isRegular, long maxBytes) {
    if (place.flow().isEmpty()) {
      return Optional.of("it lies in no flow's folder; put it into the folder of its flow");
    }
    if (!isRegular) {
      return Optional.of("it is a link or another thing that is no file; links are not followed");
    }
    if (!InboxNames.isSane(place.name())) {
      return Optional.of("its name is too long or has signs that a name should not have");
    }
    return sighting.bytes() > maxBytes
        ? Optional.of(
            "it has %d bytes, and files of at most %d are taken"
                .formatted(sighting.bytes(), maxBytes))
        : Optional.empty();
  }

  /**
   * Whom a file of the flow's folder is for: every input with a pattern that its name matches. Its
   * period is the one in its name, else that of its folder, else what a tick at its arrival would
   * give; parameters of the slice that its name lacks have their defaults.
   */
  public Addressing of(Place place, Instant arrived) {
    List<Recipient> recipients = new ArrayList<>();
    for (Input input : flow.inputs()) {
      Optional<Match> match = match(input, place.name());
      if (match.isEmpty()) {
        continue;
      }
      Optional<String> problem = problem(place, match.get());
      if (problem.isPresent()) {
        return new Addressing.Nobody(problem.get());
      }
      recipients.add(recipient(input, match.get(), period(place, match.get(), arrived)));
    }
    return recipients.isEmpty()
        ? new Addressing.Nobody(noInput(place.name()))
        : new Addressing.To(recipients);
  }

  /** The pattern of an input that a file's name matches first. */
  static Optional<Match> match(Flow flow, Input input, String name) {
    return input.files().stream()
        .flatMap(glob -> FilePattern.of(glob, flow.period().every()).match(name).stream())
        .findFirst();
  }

  private Optional<Match> match(Input input, String name) {
    return match(flow, input, name);
  }

  private Optional<String> problem(Place place, Match match) {
    PeriodRule.Every every = flow.period().every();
    Optional<String> inName =
        match
            .period()
            .flatMap(text -> Period.problemIn(every, text))
            .map("the period in its name: %s"::formatted);
    Optional<String> inFolder =
        place
            .period()
            .flatMap(text -> Period.problemIn(every, text))
            .map("the folder it lies in: %s"::formatted);
    return inName.or(() -> inFolder).or(() -> contradiction(place, match)).or(() -> slice(match));
  }

  private static Optional<String> contradiction(Place place, Match match) {
    boolean contradict =
        match.period().isPresent()
            && place.period().isPresent()
            && !match.period().equals(place.period());
    return contradict
        ? Optional.of(
            "its name says %s but it lies in the folder %s"
                .formatted(match.period().get(), place.period().get()))
        : Optional.empty();
  }

  private Optional<String> slice(Match match) {
    Map<String, String> slice = flow.sliceOf(match.slice());
    return flow.rules().slice().stream()
        .filter(name -> !slice.containsKey(name))
        .findFirst()
        .map(
            name ->
                "its name does not say %s, which is part of the slice and has no default"
                    .formatted(name));
  }

  private Period period(Place place, Match match, Instant arrived) {
    return match
        .period()
        .or(place::period)
        .map(text -> Period.parse(flow.period().every(), text))
        .orElseGet(() -> flow.period().periodAt(arrived));
  }

  private Recipient recipient(Input input, Match match, Period period) {
    return new Recipient(
        flow.name(),
        RunSubject.of(flow.sliceOf(match.slice()), period, flow.period().timezone()),
        input.name(),
        flow.revision());
  }

  private String noInput(String name) {
    List<String> patterns = flow.inputs().stream().flatMap(it -> it.files().stream()).toList();
    return patterns.isEmpty()
        ? "flow %s takes no files".formatted(flow.name())
        : "no input of flow %s takes a file named %s; it takes %s"
            .formatted(flow.name(), name, String.join(", ", patterns));
  }
}
