/** The commands that make the past again: backfill and replay. */
@NullMarked
package io.sluice.cli.backfill;

import org.jspecify.annotations.NullMarked;
