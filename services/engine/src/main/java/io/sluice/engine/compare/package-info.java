/** What of past runs is worked again or held side by side. */
@NullMarked
package io.sluice.engine.compare;

import org.jspecify.annotations.NullMarked;
