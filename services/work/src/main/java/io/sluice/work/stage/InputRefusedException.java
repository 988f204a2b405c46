package io.sluice.work.stage;

import java.util.List;

/** An input is missing or breaks its contract. */
final class InputRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> details;

  InputRefusedException(String summary, List<String> details) {
    super(summary);
    this.details = List.copyOf(details);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  List<String> details() {
    return details;
  }
}
