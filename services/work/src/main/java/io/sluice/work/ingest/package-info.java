/**
 * Reads files of workbooks, delimited text and Parquet into Parquet, held to a contract.
 *
 * <p>Input that is missing, damaged or breaks its contract is a {@link
 * io.sluice.work.ingest.IngestResult.Refused} in words for the person who sent it; exceptions are
 * for the machinery. Every reader is bounded by {@link io.sluice.work.ingest.IngestLimits}.
 */
@NullMarked
package io.sluice.work.ingest;

import org.jspecify.annotations.NullMarked;
