package io.sluice.engine.run;

import io.sluice.engine.artefact.ArtefactRef;

/**
 * An artefact that a work item reads.
 *
 * @param alias the view's name in SQL
 * @param output which of the artefact's outputs
 * @param attempt the attempt that committed the artefact, named when it turns out to be lost
 */
public record StageInput(String alias, String output, int attempt, ArtefactRef artefact) {}
