/** Takes in files from an inbox, and results of flows that others wait for. */
@NullMarked
package io.sluice.intake;

import org.jspecify.annotations.NullMarked;
