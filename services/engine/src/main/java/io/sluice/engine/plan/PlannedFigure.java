package io.sluice.engine.plan;

/** A figure of a run and the stage whose data it measures. */
public record PlannedFigure(String name, String stage, String label, String unit) {}
