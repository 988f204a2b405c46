/** Measures a run's figures. */
@NullMarked
package io.sluice.work.figure;

import org.jspecify.annotations.NullMarked;
