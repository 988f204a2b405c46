/** Where records go that nobody could use, with their cause and origin. */
@NullMarked
package io.sluice.wire.deadletter;

import org.jspecify.annotations.NullMarked;
