/** A real broker and a schema registry in this JVM: what standalone and the tests run on. */
@NullMarked
package io.sluice.embedded;

import org.jspecify.annotations.NullMarked;
