/** What crashes, take-overs and long histories must not change. */
@org.jspecify.annotations.NullMarked
package io.sluice.standalone.crash;
