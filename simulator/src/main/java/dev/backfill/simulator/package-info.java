/** The vendors' HTTP APIs as one local server: its start, its options and its end. */
@NullMarked
package dev.backfill.simulator;

import org.jspecify.annotations.NullMarked;
