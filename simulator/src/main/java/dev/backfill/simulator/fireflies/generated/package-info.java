/** Meetings made of a seed: when they were, who was there, what was said. */
@NullMarked
package dev.backfill.simulator.fireflies.generated;

import org.jspecify.annotations.NullMarked;
