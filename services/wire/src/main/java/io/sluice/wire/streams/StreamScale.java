package io.sluice.wire.streams;

import java.util.OptionalInt;

/**
 * How much of a topology runs in a process, and how well its state is kept.
 *
 * @param threads each works some of the process's partitions, at least 1
 * @param standbys how many other processes keep a copy of the state at hand, at least 0; a copy
 *     that has nowhere to be is left out
 * @param copies of each changelog record on the brokers; -1 for what the brokers hold usual
 * @param inSync how many of them a write waits for; empty for what the brokers hold usual
 */
public record StreamScale(int threads, int standbys, short copies, OptionalInt inSync) {

  /** One thread, and all else as the brokers hold usual. */
  public static final StreamScale ONE = new StreamScale(1, 0, (short) -1, OptionalInt.empty());

  public StreamScale {
    if (threads < 1 || standbys < 0) {
      throw new IllegalArgumentException(
          "Expected at least 1 thread and at least 0 standbys but got %d and %d"
              .formatted(threads, standbys));
    }
  }
}
