package io.sluice.cli;

import io.sluice.cli.view.RunView;

/** What the command tells the shell. */
public final class ExitStatus {

  public static final int GOOD = 0;
  public static final int USAGE = 2;
  public static final int REJECTED = 3;

  /** What was compared is not the same. */
  public static final int DIFFERENT = 3;

  public static final int FAILED = 4;

  private ExitStatus() {}

  static int of(RunView.Status status) {
    return switch (status) {
      case PUBLISHED, REPLAYED -> GOOD;
      case REJECTED -> REJECTED;
      case RUNNING, FAILED, CANCELLED, SUPERSEDED -> FAILED;
    };
  }
}
