package io.sluice.wire.topics;

import java.util.Optional;

/**
 * How large an installation's topics are made.
 *
 * @param partitions of triggers, events and results alike, fixed once they exist, at least 1
 * @param copies of each record; empty for three, or as many as there are brokers
 * @param inSync how many of them a write waits for; empty for two of three or more, else one
 */
public record TopicSizes(int partitions, Optional<Short> copies, Optional<Integer> inSync) {

  private static final short USUAL_COPIES = 3;
  private static final int MAX_PARTITIONS = 1_000;

  public TopicSizes {
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      throw new IllegalArgumentException(
          "sluice.partitions: expected 1 to %d but got %d".formatted(MAX_PARTITIONS, partitions));
    }
    if (copies.orElse((short) 1) < 1) {
      throw new IllegalArgumentException(
          "sluice.replication-factor: expected at least 1 but got " + copies.get());
    }
    if (inSync.orElse(1) < 1 || inSync.orElse(1) > copies.orElse(Short.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "sluice.min-insync-replicas: expected 1 to the number of copies but got " + inSync.get());
    }
  }

  /** With the usual number of copies. */
  public static TopicSizes of(int partitions) {
    return new TopicSizes(partitions, Optional.empty(), Optional.empty());
  }

  /** The copies that so many brokers can hold, or those that were asked for. */
  public short copies(int brokers) {
    return copies.orElse((short) Math.clamp(brokers, 1, USUAL_COPIES));
  }

  /** How many of so many copies a write waits for. */
  public int inSync(short copies) {
    return inSync.map(wanted -> Math.min(wanted, copies)).orElse(copies >= USUAL_COPIES ? 2 : 1);
  }
}
