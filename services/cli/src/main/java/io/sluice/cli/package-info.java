/** The sluice command: what people type, and what it says. */
@NullMarked
package io.sluice.cli;

import org.jspecify.annotations.NullMarked;
