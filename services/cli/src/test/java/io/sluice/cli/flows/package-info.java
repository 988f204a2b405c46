/** Flows from the order to the published files, over a real broker. */
@NullMarked
package io.sluice.cli.flows;

import org.jspecify.annotations.NullMarked;
