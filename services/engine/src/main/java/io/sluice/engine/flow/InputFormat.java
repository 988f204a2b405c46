package io.sluice.engine.flow;

/** How an input's files are written. */
public sealed interface InputFormat {

  /** A workbook; one sheet of it, its header in row {@code headerRow} (from 1). */
  record Xlsx(Sheet sheet, int headerRow) implements InputFormat {}

  /**
   * Text with delimited values and a header line; {@code .gz} is unpacked by its ending.
   *
   * @param encoding a charset name, {@code UTF-8}; a byte order mark is skipped
   */
  record Csv(char delimiter, char quote, String encoding) implements InputFormat {}

  /** Apache Parquet. */
  record Parquet() implements InputFormat {}

  /** Which sheet of a workbook. */
  sealed interface Sheet {
    /** By position, from 1. */
    record Number(int number) implements Sheet {}

    /** By its name, exactly. */
    record Named(String name) implements Sheet {}
  }
}
