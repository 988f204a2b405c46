/** Makers of the input files that lie beside flows: invented, seeded, the same on every machine. */
@NullMarked
package io.sluice.testkit.sample;

import org.jspecify.annotations.NullMarked;
