/** Asks an installation for runs, repeats and compares them, and follows what comes of it. */
@NullMarked
package io.sluice.cli.client;

import org.jspecify.annotations.NullMarked;
