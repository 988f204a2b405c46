/** Where an installation keeps its files: a folder that its services share, or a bucket. */
@NullMarked
package io.sluice.work.storage;

import org.jspecify.annotations.NullMarked;
