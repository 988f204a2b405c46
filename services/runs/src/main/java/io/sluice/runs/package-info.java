/** Turns triggers into runs, opens publications, ends runs. */
@NullMarked
package io.sluice.runs;

import org.jspecify.annotations.NullMarked;
