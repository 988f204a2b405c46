package io.sluice.engine.run;

/** Whether the fold takes an input in, and why not if it does not. */
public enum Acceptance {
  /** The first legal one: it changed the state. */
  ACCEPTED,
  /** The same was accepted before. */
  DUPLICATE,
  /** Overtaken: what it speaks of became final, was reopened, or ended. */
  LATE,
  /** Cannot have happened: a defect of its writer. */
  ILLEGAL
}
