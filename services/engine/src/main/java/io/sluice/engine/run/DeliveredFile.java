package io.sluice.engine.run;

/**
 * A file that a delivery put outside.
 *
 * @param publication name of the publication it belongs to
 * @param name its file name
 * @param address where it lies: a path relative to the delivery's target
 * @param sha256 hash of its bytes, lower-case hex
 * @param rows rows of the tables in it
 */
public record DeliveredFile(
    String publication, String name, String address, String sha256, long bytes, long rows) {}
