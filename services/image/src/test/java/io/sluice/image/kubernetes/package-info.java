/**
 * Renders the chart in deploy/kubernetes and holds it to the schemas of Kubernetes and to our
 * rules.
 */
@NullMarked
package io.sluice.image.kubernetes;

import org.jspecify.annotations.NullMarked;
