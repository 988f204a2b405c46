/** All services, started one by one as a team runs them, here in the test's process. */
@NullMarked
package io.sluice.standalone.separate;

import org.jspecify.annotations.NullMarked;
