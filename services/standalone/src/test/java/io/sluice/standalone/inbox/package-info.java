/** Files that start runs, with every service at work. */
@NullMarked
package io.sluice.standalone.inbox;

import org.jspecify.annotations.NullMarked;
