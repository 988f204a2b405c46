package io.sluice.work.export;

import io.sluice.work.figure.FigureValue;
import java.util.List;

/**
 * What a file may tell of its run besides data. No run id and no clock: the same content must give
 * the same file.
 *
 * @param description one line on what the flow makes
 * @param slice the slice that the data is of, {@code taxi=green}; empty when the flow has none
 * @param period the period the data is about, {@code 2026-10}; empty when the flow has none
 */
public record ExportFacts(
    String flow, String description, String slice, String period, List<FigureValue> figures) {

  public ExportFacts {
    figures = List.copyOf(figures);
  }
}
