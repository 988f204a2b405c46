/** Asks an installation for runs and follows them. */
@NullMarked
package io.sluice.cli.client;

import org.jspecify.annotations.NullMarked;
