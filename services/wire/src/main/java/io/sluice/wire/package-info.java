/** Carries the engine's events over Kafka. */
@NullMarked
package io.sluice.wire;

import org.jspecify.annotations.NullMarked;
