/** Commands that tell what was asked for and what was put aside, from topics of their own. */
@NullMarked
package io.sluice.cli.audit;

import org.jspecify.annotations.NullMarked;
