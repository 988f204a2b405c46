package io.sluice.engine.plan;

/** What a stage does to the world. */
public enum StageKind {
  /** Captures the outside world into an artefact, once per run. */
  SOURCE,
  /** A function of artefacts. */
  TRANSFORM,
  /** Writes outside, after the gate. */
  DELIVERY
}
