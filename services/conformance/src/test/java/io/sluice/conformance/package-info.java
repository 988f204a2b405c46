/** That registries and clients of others understand ours, and ours theirs. */
@NullMarked
package io.sluice.conformance;

import org.jspecify.annotations.NullMarked;
