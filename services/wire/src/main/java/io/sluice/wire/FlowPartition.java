package io.sluice.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where a flow's records lie: one partition by its name alone, so that their order is total. */
public final class FlowPartition {

  private FlowPartition() {}

  /** Kafka's own hash (murmur2) of the flow's name, over the number of partitions. */
  public static int of(String flow, int partitions) {
    byte[] name = flow.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(name)) % partitions;
  }
}
