package io.sluice.engine.run;

import java.time.Instant;

/**
 * Something that should happen and has not left its mark on the log yet.
 *
 * @param id the same for the same effect of a run, however often it is derived
 * @param due not before this instant; a later one is a timer
 */
public record Effect(String id, Instant due, Outgoing outgoing) {}
