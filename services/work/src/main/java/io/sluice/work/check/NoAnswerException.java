package io.sluice.work.check;

import java.util.List;

/** A question to the data has no answer; the message tells the flow's author why. */
final class NoAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }

  NoAnswerException(Exception cause) {
    super(cause.getMessage(), cause);
  }

  /** The message's first line. */
  String summary() {
    return lines().stream().findFirst().orElse("no reason given");
  }

  /** The whole message where it has more than its first line, such as the place in the SQL. */
  List<String> details() {
    List<String> lines = lines();
    return lines.size() > 1 ? lines : List.of();
  }

  private List<String> lines() {
    return String.valueOf(getMessage()).lines().filter(line -> !line.isBlank()).toList();
  }
}
