/**
 * What is due by schedules, as a function of what was told before and the time. The one package of
 * the engine that stands on a library: cron's arithmetic is cron-utils', on a clock without zones.
 */
@NullMarked
package io.sluice.engine.schedule;

import org.jspecify.annotations.NullMarked;
