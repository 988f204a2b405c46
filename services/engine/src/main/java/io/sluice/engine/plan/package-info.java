/** A flow bound to a period and parameters: what one run will do. */
@NullMarked
package io.sluice.engine.plan;

import org.jspecify.annotations.NullMarked;
