package io.sluice.engine.flow;

import java.util.List;

/**
 * What an input file must hold.
 *
 * @param otherColumns what to do with columns of the file that the contract does not name
 * @param onBadRow what to do with rows that break the contract
 * @param maxBadRows with {@link OnBadRow#QUARANTINE}, how many rows may be set aside before the
 *     input is refused
 */
public record Contract(
    List<Column> columns, OtherColumns otherColumns, OnBadRow onBadRow, long maxBadRows) {

  public Contract {
    columns = List.copyOf(columns);
  }

  /** Columns that the contract does not name. */
  public enum OtherColumns {
    IGNORE,
    FAIL
  }

  /** Rows that break the contract. */
  public enum OnBadRow {
    FAIL,
    QUARANTINE
  }
}
