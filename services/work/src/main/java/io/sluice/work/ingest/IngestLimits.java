package io.sluice.work.ingest;

/**
 * How much one input may hold before it is refused.
 *
 * @param unpackedBytes of one file, after unpacking
 * @param unpackRatio unpacked to packed bytes of one file or workbook part; told only past {@link
 *     #RATIO_FREE_BYTES}, since small repetitive parts pack very well
 * @param rows of all files together
 * @param columns of one file
 * @param cellChars of one cell
 * @param rowChars of all cells of a row together
 * @param sharedStrings distinct texts of a workbook
 * @param sharedChars characters of all distinct texts of a workbook; they are held in memory
 */
public record IngestLimits(
    long unpackedBytes,
    long unpackRatio,
    long rows,
    int columns,
    int cellChars,
    int rowChars,
    int sharedStrings,
    long sharedChars) {

  /** What may be unpacked before the ratio is looked at. */
  static final long RATIO_FREE_BYTES = 16L << 20;

  /** Wide enough for monthly business files, narrow enough for a worker of some hundred MB. */
  public static final IngestLimits DEFAULT =
      new IngestLimits(
          2L << 30, 200, 20_000_000, 2_000, 1_000_000, 4_000_000, 1_000_000, 32_000_000);
}
