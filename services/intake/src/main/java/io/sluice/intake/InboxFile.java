package io.sluice.intake;

import io.sluice.engine.intake.Place;
import io.sluice.engine.intake.Sighting;
import java.nio.file.Path;

/**
 * A file as it lies in the inbox.
 *
 * @param isRegular false for links, pipes and the like
 * @param isMarked whether a marker beside it says that it is complete
 */
record InboxFile(Path path, Place place, Sighting sighting, boolean isRegular, boolean isMarked) {}
