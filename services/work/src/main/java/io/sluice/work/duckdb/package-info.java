/** Sandboxed DuckDB instances, and what a SQL text would do in them. */
@NullMarked
package io.sluice.work.duckdb;

import org.jspecify.annotations.NullMarked;
