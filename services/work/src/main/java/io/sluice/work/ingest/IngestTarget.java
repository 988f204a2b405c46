package io.sluice.work.ingest;

import java.nio.file.Path;

/**
 * Where the Parquet files are written; neither exists before.
 *
 * @param data the rows that keep the contract
 * @param quarantine the rows that were set aside; written only when the contract says so
 */
public record IngestTarget(Path data, Path quarantine) {}
