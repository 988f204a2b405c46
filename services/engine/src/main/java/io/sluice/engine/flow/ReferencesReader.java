package io.sluice.engine.flow;

import io.sluice.engine.flow.PeriodRule.Every;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code references/<period>.yaml}: a mapping of figures to values. Flows with a slice have a
 * folder for each, {@code references/taxi=green/<period>.yaml}.
 */
final class ReferencesReader {

  private static final String ENDING = ".yaml";

  private final Reading reading;
  private final Every every;
  private final List<String> slice;

  /**
   * @param slice names of the parameters of the flow's slice
   */
  ReferencesReader(Reading reading, Every every, List<String> slice) {
    this.reading = reading;
    this.every = every;
    this.slice = slice;
  }

  References read() {
    Map<String, Map<String, BigDecimal>> byPeriod = new HashMap<>();
    for (String file : reading.source().files().keySet()) {
      Node tree = reading.source().trees().get(file);
      if (file.startsWith(FlowSource.REFERENCES) && tree != null) {
        String name = name(file);
        Value root = Value.root(tree, file, reading.problems());
        check(root, name);
        byPeriod.put(key(name), values(root));
      }
    }
    return new References(byPeriod);
  }

  /** The file's path without its ending, {@code taxi=green/2026-10}. */
  private static String name(String file) {
    String name = file.substring(FlowSource.REFERENCES.length());
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  private void check(Value root, String name) {
    Period.problemIn(every, period(name))
        .ifPresent(problem -> root.problem("the file's name is the period: " + problem));
    folderProblem(folder(name)).ifPresent(root::problem);
  }

  /** Reference values in a folder that no run looks into would seem to be kept. */
  private Optional<String> folderProblem(String folder) {
    if (slice.isEmpty()) {
      return folder.isEmpty()
          ? Optional.empty()
          : Optional.of("the flow has no slice: its reference files lie in references/ itself");
    }
    return Slices.problemIn(folder, slice)
        .map(problem -> "reference files lie in the folder of their slice: " + problem);
  }

  private static String folder(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /** Flows without periods have {@code none.yaml}. */
  private String period(String name) {
    String period = name.substring(name.lastIndexOf('/') + 1);
    return every == Every.NONE && period.equals("none") ? "" : period;
  }

  private String key(String name) {
    String folder = folder(name);
    return folder.isEmpty() ? period(name) : folder + "/" + period(name);
  }

  private Map<String, BigDecimal> values(Value root) {
    Fields fields = root.entries("a mapping of figures to values");
    Map<String, BigDecimal> values = new HashMap<>();
    for (String figure : fields.keys()) {
      if (!reading.known().figures().contains(figure)) {
        fields.problemAt(figure, Names.unknown("figure", figure, reading.known().figures()));
      }
      fields
          .get(figure)
          .flatMap(ReferencesReader::number)
          .ifPresent(value -> values.put(figure, value));
    }
    return Map.copyOf(values);
  }

  private static Optional<BigDecimal> number(Value value) {
    Optional<BigDecimal> number = value.number("a number");
    if (number.isPresent() && !Figure.holds(number.get())) {
      value.problem("expected %s but found %s".formatted(Figure.HOLDS, number.get()));
      return Optional.empty();
    }
    return number;
  }
}
