/** Evaluates checks, measures figures, keeps the gate. */
@NullMarked
package io.sluice.validation;

import org.jspecify.annotations.NullMarked;
