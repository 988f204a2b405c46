package io.sluice.cli.client;

import java.util.List;
import java.util.Optional;

/**
 * What of two runs is to be compared.
 *
 * @param publication the one to look at; empty for all
 * @param key the columns that rows are known by; empty for those that the flow says are unique
 * @param limit rows of each kind to tell
 */
public record DiffOrder(Optional<String> publication, List<String> key, int limit) {

  public DiffOrder {
    key = List.copyOf(key);
  }
}
