/** Works the stages of pools. */
@NullMarked
package io.sluice.stage;

import org.jspecify.annotations.NullMarked;
