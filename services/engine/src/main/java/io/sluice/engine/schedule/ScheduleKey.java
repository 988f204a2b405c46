package io.sluice.engine.schedule;

/** A schedule by name in its flow. */
public record ScheduleKey(String flow, String schedule) {}
