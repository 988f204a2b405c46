/** Works the samples of flows beside the store, so that the first real run meets a warm process. */
@NullMarked
package io.sluice.work.rehearsal;

import org.jspecify.annotations.NullMarked;
