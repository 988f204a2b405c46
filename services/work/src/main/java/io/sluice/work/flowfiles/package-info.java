/** A flow's files: from a folder or a message to what the engine reads. */
@NullMarked
package io.sluice.work.flowfiles;

import org.jspecify.annotations.NullMarked;
