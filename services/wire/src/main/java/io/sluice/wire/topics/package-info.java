/** Topics by their role: their names, their settings, their making. */
@NullMarked
package io.sluice.wire.topics;

import org.jspecify.annotations.NullMarked;
