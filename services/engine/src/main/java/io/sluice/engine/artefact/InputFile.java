package io.sluice.engine.artefact;

/**
 * An input file that was taken into the store.
 *
 * @param name the name it arrived under, for people
 * @param sha256 hash of its bytes, lower-case hex; also its address in the store
 */
public record InputFile(String name, String sha256, long bytes) {}
