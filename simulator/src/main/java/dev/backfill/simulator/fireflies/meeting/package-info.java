/** The meetings that are there at a moment: the generated ones, and what was added, edited and deleted since. */
@NullMarked
package dev.backfill.simulator.fireflies.meeting;

import org.jspecify.annotations.NullMarked;
