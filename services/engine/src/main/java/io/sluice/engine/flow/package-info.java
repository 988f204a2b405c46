/** What a flow declares, how it is read from a tree of nodes, and what is wrong with it. */
@NullMarked
package io.sluice.engine.flow;

import org.jspecify.annotations.NullMarked;
