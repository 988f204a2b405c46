/** A bucket of an S3 service, as far as a store needs one. */
@NullMarked
package io.sluice.work.s3;

import org.jspecify.annotations.NullMarked;
