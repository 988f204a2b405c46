package io.sluice.cli;

import io.sluice.cli.view.RunView;

/** What the command tells the shell. */
final class ExitStatus {

  static final int GOOD = 0;
  static final int USAGE = 2;
  static final int REJECTED = 3;
  static final int FAILED = 4;

  private ExitStatus() {}

  static int of(RunView.Status status) {
    return switch (status) {
      case PUBLISHED -> GOOD;
      case REJECTED -> REJECTED;
      case RUNNING, FAILED, CANCELLED, SUPERSEDED -> FAILED;
    };
  }
}
