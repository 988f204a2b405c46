/** What lies on an installation's topics, read by tests. */
@NullMarked
package io.sluice.testkit.topics;

import org.jspecify.annotations.NullMarked;
