/** The Kafka Streams adapter that carries the engine's reactors. */
@NullMarked
package io.sluice.wire.streams;

import org.jspecify.annotations.NullMarked;
