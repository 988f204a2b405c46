package io.sluice.engine.run;

/** A state and what was made of the input that led to it. Only an accepted one changes it. */
public record Evolution(RunState state, Acceptance acceptance) {

  static Evolution accepted(RunState state) {
    return new Evolution(state, Acceptance.ACCEPTED);
  }
}
