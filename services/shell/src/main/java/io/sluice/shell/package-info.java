/**
 * What every service shares: its settings, its parts in the order of their start and stop, and the
 * Micronaut application around them. The only package that knows Micronaut.
 */
@NullMarked
package io.sluice.shell;

import org.jspecify.annotations.NullMarked;
