package io.sluice.cli.view;

import java.time.Instant;

/**
 * A record that nobody could use.
 *
 * @param at when it was put aside
 * @param topic where it was
 * @param time the record's own
 * @param key the record's own; empty when it had none
 */
public record LetterRow(
    Instant at,
    String topic,
    int partition,
    long offset,
    Instant time,
    String key,
    String reason) {}
