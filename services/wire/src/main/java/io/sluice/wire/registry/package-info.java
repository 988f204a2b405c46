/**
 * Avro values on the wire with their schemas in a registry that speaks Confluent's REST dialect v7.
 * Configuration keys and wire format are Confluent's, so a site may plug in its own serializers.
 */
@NullMarked
package io.sluice.wire.registry;

import org.jspecify.annotations.NullMarked;
