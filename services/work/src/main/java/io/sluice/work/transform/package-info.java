/** Stages that make tables from tables. */
@NullMarked
package io.sluice.work.transform;

import org.jspecify.annotations.NullMarked;
