/** Runs the stages of plans: ingest, SQL, exports, deliveries. */
@NullMarked
package io.sluice.work.stage;

import org.jspecify.annotations.NullMarked;
