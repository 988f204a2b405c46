/** The engine's records as Avro records, and back. */
@NullMarked
package io.sluice.wire.codec;

import org.jspecify.annotations.NullMarked;
