/** Artefacts: their keys, addresses and fingerprints. */
@NullMarked
package io.sluice.engine.artefact;

import org.jspecify.annotations.NullMarked;
