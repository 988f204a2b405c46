@NullMarked
package io.sluice.testkit.sample;

import org.jspecify.annotations.NullMarked;
