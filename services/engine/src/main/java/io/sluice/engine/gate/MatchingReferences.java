package io.sluice.engine.gate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds figures against the period's reference values, exactly. */
public final class MatchingReferences {

  private static final String NO_VALUE = "no value";

  private MatchingReferences() {}

  /**
   * Whether each of the figures that has a reference equals it. Fails when none has one, since
   * nothing was compared. The words name all of them when it holds, else those that differ.
   *
   * @param names the figures, in the order they are told in
   */
  public static Judgement judge(
      List<String> names, Map<String, BigDecimal> references, Map<String, BigDecimal> observed) {
    List<String> compared = names.stream().filter(references::containsKey).toList();
    if (compared.isEmpty()) {
      return Judgement.failed("reference values", "none for the period", List.of());
    }
    List<String> differing =
        compared.stream().filter(name -> !equal(references.get(name), observed.get(name))).toList();
    List<String> told = differing.isEmpty() ? compared : differing;
    return new Judgement(
        differing.isEmpty(),
        values(told, references),
        values(told, observed),
        differing.stream()
            .map(name -> line(name, references.get(name), observed.get(name)))
            .toList());
  }

  private static boolean equal(@Nullable BigDecimal reference, @Nullable BigDecimal observed) {
    return reference != null && observed != null && reference.compareTo(observed) == 0;
  }

  private static String line(
      String name, @Nullable BigDecimal reference, @Nullable BigDecimal observed) {
    return "%s: expected %s, observed %s".formatted(name, text(reference), text(observed));
  }

  private static String values(List<String> names, Map<String, BigDecimal> values) {
    return names.stream()
        .map(name -> name + " " + text(values.get(name)))
        .collect(Collectors.joining(", "));
  }

  private static String text(@Nullable BigDecimal value) {
    return value == null ? NO_VALUE : value.toPlainString();
  }
}
