/** One program for every service. */
@NullMarked
package io.sluice.image;

import org.jspecify.annotations.NullMarked;
