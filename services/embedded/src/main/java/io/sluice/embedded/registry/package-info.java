/** A schema registry that speaks Confluent's REST dialect v7 and keeps its data on Kafka. */
@NullMarked
package io.sluice.embedded.registry;

import org.jspecify.annotations.NullMarked;
