package io.sluice.engine.flow;

/**
 * The input files that lie beside a flow, so that it runs as cloned.
 *
 * @param dir folder, relative to the flow's folder
 * @param period the period the sample is about, {@code 2026-10}; empty when the flow has no period
 */
public record Sample(String dir, String period) {}
