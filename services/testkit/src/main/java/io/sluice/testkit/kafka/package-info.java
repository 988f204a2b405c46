/** The broker and the registry of tests: in the JVM, or real ones in containers. */
@NullMarked
package io.sluice.testkit.kafka;

import org.jspecify.annotations.NullMarked;
