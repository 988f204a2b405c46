/** What a run looks like to the person who asked for it: words, a table, JSON. */
@NullMarked
package io.sluice.cli.view;

import org.jspecify.annotations.NullMarked;
