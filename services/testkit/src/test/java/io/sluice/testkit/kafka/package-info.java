@NullMarked
package io.sluice.testkit.kafka;

import org.jspecify.annotations.NullMarked;
