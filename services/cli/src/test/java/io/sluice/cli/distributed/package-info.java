/** Processes of one installation, for tests. */
@NullMarked
package io.sluice.cli.distributed;

import org.jspecify.annotations.NullMarked;
