/** Works past runs again, and holds tables side by side. */
@NullMarked
package io.sluice.work.compare;

import org.jspecify.annotations.NullMarked;
