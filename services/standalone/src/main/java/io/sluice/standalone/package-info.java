/** All services in one process, with a broker and a registry of their own. */
@NullMarked
package io.sluice.standalone;

import org.jspecify.annotations.NullMarked;
