/** An S3 service for tests. */
@NullMarked
package io.sluice.testkit.s3;

import org.jspecify.annotations.NullMarked;
