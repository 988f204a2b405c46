package io.sluice.engine.intake;

import java.util.List;

/** Whom a file is for. */
public sealed interface Addressing {

  /** The inputs that it arrives as, at least one. */
  record To(List<Recipient> recipients) implements Addressing {
    public To {
      recipients = List.copyOf(recipients);
    }
  }

  /** No input's; the reason is one sentence for the person who sent it. */
  record Nobody(String reason) implements Addressing {}
}
