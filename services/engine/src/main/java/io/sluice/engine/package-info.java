/** The pure core of Sluice: no I/O, no clock, no random, no dependency but JSpecify. */
@NullMarked
package io.sluice.engine;

import org.jspecify.annotations.NullMarked;
