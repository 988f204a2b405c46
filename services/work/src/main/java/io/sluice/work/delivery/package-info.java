/** Brings files that passed the gate to where their readers are. */
@NullMarked
package io.sluice.work.delivery;

import org.jspecify.annotations.NullMarked;
