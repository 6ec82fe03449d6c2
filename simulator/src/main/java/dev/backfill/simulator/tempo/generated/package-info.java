/** Worklogs made up from a seed: any of them is made from its number alone. */
@NullMarked
package dev.backfill.simulator.tempo.generated;

import org.jspecify.annotations.NullMarked;
