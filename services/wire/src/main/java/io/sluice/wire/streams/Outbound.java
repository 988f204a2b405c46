package io.sluice.wire.streams;

import java.util.Map;

/**
 * A record on its way to a topic.
 *
 * @param flow decides the partition where topics are partitioned by flow
 * @param headers written as UTF-8 text
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are carried, never compared
record Outbound(String topic, String flow, byte[] value, Map<String, String> headers) {

  Outbound(String topic, String flow, byte[] value) {
    this(topic, flow, value, Map.of());
  }
}
