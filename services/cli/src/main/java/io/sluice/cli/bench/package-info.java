/** Measures an embedded installation. */
@NullMarked
package io.sluice.cli.bench;

import org.jspecify.annotations.NullMarked;
