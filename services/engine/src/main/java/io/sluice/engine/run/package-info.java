/** The state of a run, the events that change it, and the reactors that decide. */
@NullMarked
package io.sluice.engine.run;

import org.jspecify.annotations.NullMarked;
