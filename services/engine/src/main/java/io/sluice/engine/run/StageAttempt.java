package io.sluice.engine.run;

/**
 * One try at a stage.
 *
 * @param attempt from 1
 */
public record StageAttempt(String stage, int attempt) {}
