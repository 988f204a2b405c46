/** Copies on this machine of what lies elsewhere. */
@NullMarked
package io.sluice.work.cache;

import org.jspecify.annotations.NullMarked;
