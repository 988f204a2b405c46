package io.sluice.wire.streams;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way to a topic.
 *
 * @param flow decides the partition where topics are partitioned by flow
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are carried, never compared
record Outbound(String topic, String flow, byte @Nullable [] value) {}
