package io.sluice.engine.flow;

import io.sluice.engine.flow.PeriodRule.Every;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads {@code references/<period>.yaml}: a mapping of figures to values. Flows with a slice have a
 * folder for each, {@code references/taxi=green/<period>.yaml}.
 */
final class ReferencesReader {

  private static final String ENDING = ".yaml";

  private final Reading reading;
  private final Every every;

  ReferencesReader(Reading reading, Every every) {
    this.reading = reading;
    this.every = every;
  }

  References read() {
    Map<String, Map<String, BigDecimal>> byPeriod = new HashMap<>();
    for (String file : reading.source().files().keySet()) {
      Node tree = reading.source().trees().get(file);
      if (file.startsWith(FlowSource.REFERENCES) && tree != null) {
        String period = period(file);
        Value root = Value.root(tree, file, reading.problems());
        checkPeriod(root, period);
        byPeriod.put(period, values(root));
      }
    }
    return new References(byPeriod);
  }

  /** The file's name without its ending; flows without periods have {@code none.yaml}. */
  private String period(String file) {
    String name = file.substring(FlowSource.REFERENCES.length());
    String period = name.endsWith(ENDING) ? name.substring(0, name.length() - 5) : name;
    return every == Every.NONE && period.equals("none") ? "" : period;
  }

  private void checkPeriod(Value root, String period) {
    Period.problemIn(every, period.substring(period.lastIndexOf('/') + 1))
        .ifPresent(problem -> root.problem("the file's name is the period: " + problem));
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
          .flatMap(value -> value.number("a number"))
          .ifPresent(value -> values.put(figure, value));
    }
    return Map.copyOf(values);
  }
}
