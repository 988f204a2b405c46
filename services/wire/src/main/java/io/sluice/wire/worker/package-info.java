/** Workers that take work items from share groups. */
@NullMarked
package io.sluice.wire.worker;

import org.jspecify.annotations.NullMarked;
