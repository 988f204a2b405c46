/** Certificates for servers that tests start. */
@NullMarked
package io.sluice.testkit.tls;

import org.jspecify.annotations.NullMarked;
