/**
 * The pure core of Sluice: no I/O, no clock, no random, no dependency but JSpecify and, in {@code
 * schedule} alone, cron-utils.
 */
@NullMarked
package io.sluice.engine;

import org.jspecify.annotations.NullMarked;
