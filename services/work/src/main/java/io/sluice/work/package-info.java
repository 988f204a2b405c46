/** The work that stages do: artefacts, DuckDB, files in and out. */
@NullMarked
package io.sluice.work;

import org.jspecify.annotations.NullMarked;
