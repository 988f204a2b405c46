/** Checks, verdicts and the gate. */
@NullMarked
package io.sluice.engine.gate;

import org.jspecify.annotations.NullMarked;
