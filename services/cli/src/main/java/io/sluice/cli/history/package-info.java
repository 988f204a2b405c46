/** Reads what the log and the store tell of runs, and writes nothing. */
@NullMarked
package io.sluice.cli.history;

import org.jspecify.annotations.NullMarked;
