/** The compose file: what it says, and what it starts. */
@NullMarked
package io.sluice.image.compose;

import org.jspecify.annotations.NullMarked;
