/** The back door: mutations, limits, faults and the manifest of what is there. */
@NullMarked
package dev.backfill.simulator.fireflies.admin;

import org.jspecify.annotations.NullMarked;
