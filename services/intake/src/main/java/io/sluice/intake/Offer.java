package io.sluice.intake;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.intake.Recipient;

/**
 * A file in the store that an input may not know.
 *
 * @param source where it came from, in words
 */
record Offer(Recipient to, InputFile file, String source) {}
