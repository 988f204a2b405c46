/**
 * Files that last, their hashes, folders that go with all they hold, and words for their trouble.
 */
@NullMarked
package io.sluice.work.files;

import org.jspecify.annotations.NullMarked;
