/** Evaluates checks and measures figures over artefacts. */
@NullMarked
package io.sluice.work.check;

import org.jspecify.annotations.NullMarked;
