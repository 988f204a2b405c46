package io.sluice.cli.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for or told, and what came of it.
 *
 * @param id of what was asked for
 * @param principal who asked
 * @param action {@code start}, {@code cancel} or {@code arrive}
 * @param subject {@code flow/run}; of a file the arrival, or where it lay in the inbox
 * @param outcome {@code accepted} or why not, in a word
 * @param reason empty when it was accepted
 */
public record AuditRow(
    String id,
    Instant at,
    String principal,
    String action,
    String subject,
    String outcome,
    String reason) {

  /** Whether it is about a flow; what is not asked for is always so. */
  public boolean isAbout(@Nullable String flow) {
    return flow == null || subject.equals(flow) || subject.startsWith(flow + "/");
  }
}
