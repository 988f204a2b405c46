/** Tells of the planned times of schedules. */
@NullMarked
package io.sluice.scheduler;

import org.jspecify.annotations.NullMarked;
