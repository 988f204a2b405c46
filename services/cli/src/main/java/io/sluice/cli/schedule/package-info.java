/** Commands about schedules. */
@NullMarked
package io.sluice.cli.schedule;

import org.jspecify.annotations.NullMarked;
