package io.sluice.engine.run;

/** What the fold makes of an input. */
public enum Verdict {
  /** The first legal one: it changed the state. */
  ACCEPTED,
  /** The same was accepted before. */
  DUPLICATE,
  /** Overtaken: what it speaks of became final, was reopened, or ended. */
  LATE,
  /** Cannot have happened: a defect of its writer. */
  ILLEGAL
}
