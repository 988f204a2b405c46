package io.sluice.engine.trigger;

import io.sluice.engine.run.RunSubject;

/** Names what shares a flow's limit of open runs. */
public final class Lane {

  private Lane() {}

  /** The lane of a flow's runs of a slice: {@code flow/slice}. */
  public static String of(String flow, RunSubject subject) {
    return flow + "/" + subject.sliceText();
  }
}
