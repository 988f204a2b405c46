/** What a file that comes in stands for: whether it is complete, whose it is, and if it is new. */
@NullMarked
package io.sluice.engine.intake;

import org.jspecify.annotations.NullMarked;
