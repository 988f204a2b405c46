/** Where artefacts and input files are kept, and the protocol that commits them. */
@NullMarked
package io.sluice.work.store;

import org.jspecify.annotations.NullMarked;
