@NullMarked
package io.sluice.embedded.registry;

import org.jspecify.annotations.NullMarked;
