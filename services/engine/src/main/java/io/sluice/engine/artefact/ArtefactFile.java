package io.sluice.engine.artefact;

/**
 * A file of an artefact.
 *
 * @param output the named output it belongs to, {@code data}, {@code quarantine}
 * @param name its name in the artefact's folder
 * @param sha256 hash of its bytes, lower-case hex
 * @param rows rows it holds, 0 for a file that is no table
 */
public record ArtefactFile(String output, String name, String sha256, long bytes, long rows) {}
