package io.sluice.wire.codec;

import io.sluice.schemas.AuditRecorded;

/** What came of what somebody asked for or told, by the words of the audit topic. */
public enum AuditOutcome {
  /** It will be done. */
  ACCEPTED("accepted"),
  /** It will not be done. */
  REFUSED("refused"),
  /** An arrival whose bytes are there already. */
  RECOGNISED("recognised"),
  /** An arrival that another one took the place of before any run was of it. */
  OVERTAKEN("overtaken"),
  /** What was to arrive is the input of no flow, or cannot be taken in. */
  REJECTED("rejected");

  private final String word;

  AuditOutcome(String word) {
    this.word = word;
  }

  /** How the topic names it; never changes. */
  public String word() {
    return word;
  }

  /** Whether that is what the record tells. */
  public boolean isOf(AuditRecorded audit) {
    return audit.getOutcome().equals(word);
  }
}
