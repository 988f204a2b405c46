package io.sluice.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Troubles of which people are told once while they last. What is met but once is not told: a
 * folder that was being changed is whole at the next look. Not thread-safe.
 */
final class LastingTroubles {

  private Set<String> before = Set.of();
  private final Set<String> told = new HashSet<>();

  /** Notes all that is met at a look; the answer is what people are to be told now. */
  List<String> meet(Set<String> now) {
    List<String> lasting = now.stream().filter(before::contains).filter(told::add).toList();
    before = Set.copyOf(now);
    told.retainAll(now);
    return lasting;
  }
}
