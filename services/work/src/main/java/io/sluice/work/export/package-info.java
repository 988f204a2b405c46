/** Writes a run's data into the files it publishes, the same bytes for the same content. */
@NullMarked
package io.sluice.work.export;

import org.jspecify.annotations.NullMarked;
