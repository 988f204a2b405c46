/** The flows topic: revisions written and read. */
@NullMarked
package io.sluice.wire.flows;

import org.jspecify.annotations.NullMarked;
