/** Files that last, their hashes, and folders that go with all they hold. */
@NullMarked
package io.sluice.work.files;

import org.jspecify.annotations.NullMarked;
