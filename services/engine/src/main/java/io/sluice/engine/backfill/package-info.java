/** Runs of many past periods: planned, asked for as one, told of as one. */
@NullMarked
package io.sluice.engine.backfill;

import org.jspecify.annotations.NullMarked;
