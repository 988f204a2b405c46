package io.sluice.shell;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.sluice.engine.flow.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Variables of the environment that are named like settings of a service and are none: without a
 * word they would only be without effect.
 *
 * @param known what stands behind the prefix in the names of those that are read
 */
record UnreadVariables(Set<String> known) {

  private static final String PREFIX = "SLUICE_";

  /** What the image's program reads that starts Java. */
  private static final List<String> OF_THE_PROGRAM = List.of("OPTS", "AOT");

  /**
   * @param keys all that are read, without {@code sluice.}
   */
  static UnreadVariables besides(Collection<String> keys) {
    Set<String> known =
        keys.stream()
            .map(key -> key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    known.addAll(OF_THE_PROGRAM);
    return new UnreadVariables(known);
  }

  /** A sentence for each one. */
  List<String> in(Collection<PropertySource> sources) {
    Set<String> sentences = new TreeSet<>();
    for (PropertySource source : sources) {
      if (source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE) {
        for (String name : source) {
          if (name.startsWith(PREFIX) && !known.contains(name.substring(PREFIX.length()))) {
            sentences.add(sentence(name.substring(PREFIX.length())));
          }
        }
      }
    }
    return List.copyOf(sentences);
  }

  private String sentence(String rest) {
    return "The variable %s%s is no setting of a service, and without effect.%s"
        .formatted(
            PREFIX,
            rest,
            Suggestion.nearest(rest, known)
                .map(near -> " Did you mean %s%s?".formatted(PREFIX, near))
                .orElse(""));
  }
}
