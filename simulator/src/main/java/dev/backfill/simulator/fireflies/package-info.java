/** Fireflies: one GraphQL endpoint, its credentials and its quota. */
@NullMarked
package dev.backfill.simulator.fireflies;

import org.jspecify.annotations.NullMarked;
