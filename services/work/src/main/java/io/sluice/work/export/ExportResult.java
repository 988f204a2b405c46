package io.sluice.work.export;

/**
 * What was written.
 *
 * @param rows rows of all the tables in the file; 0 for a page
 * @param repeatable whether the same content gives the same bytes again
 */
public record ExportResult(long rows, boolean repeatable) {}
