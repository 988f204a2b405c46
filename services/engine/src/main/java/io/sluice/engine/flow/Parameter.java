package io.sluice.engine.flow;

import java.util.Optional;

/**
 * A value that a run may be given. Values are kept as canonical text of their type.
 *
 * @param defaultValue used when a trigger gives none; a parameter without one must be given
 * @param min lowest allowed value, for numbers and dates
 * @param max highest allowed value, for numbers and dates
 */
public record Parameter(
    String name,
    ColumnType type,
    Optional<String> defaultValue,
    Optional<String> min,
    Optional<String> max) {}
