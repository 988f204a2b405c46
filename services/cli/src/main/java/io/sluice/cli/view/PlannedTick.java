package io.sluice.cli.view;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A tick that a schedule plans.
 *
 * @param toldAt when it will be told: the planned time and its share of the jitter
 * @param zone the flow's
 * @param period what its run will be about; empty for flows without periods
 */
public record PlannedTick(
    String flow, String schedule, Instant planned, Instant toldAt, ZoneId zone, String period) {}
