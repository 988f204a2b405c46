/** Commands that look at runs and results and change nothing. */
@NullMarked
package io.sluice.cli.look;

import org.jspecify.annotations.NullMarked;
