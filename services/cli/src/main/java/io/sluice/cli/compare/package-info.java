/** The commands that hold past runs against what comes of them now, or against each other. */
@NullMarked
package io.sluice.cli.compare;

import org.jspecify.annotations.NullMarked;
