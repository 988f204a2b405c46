/** What starts a run. */
@NullMarked
package io.sluice.engine.trigger;

import org.jspecify.annotations.NullMarked;
