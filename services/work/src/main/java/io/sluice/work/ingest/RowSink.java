package io.sluice.work.ingest;

import java.sql.SQLException;
import java.util.List;

/** Takes what a reader finds, in file order. */
interface RowSink {

  /**
   * Told once, before the first row.
   *
   * @param where what follows the file's name in a sentence: its sheet, or nothing
   * @param sheet empty when the file is no workbook
   * @param strictWidth whether a row must hold as many values as there are headings
   */
  void heading(String where, String sheet, List<String> headings, boolean strictWidth)
      throws RefusedFileException;

  /** The row is only lent. */
  void row(Row row) throws RefusedFileException, SQLException;
}
