/** Errors as Fireflies words them: codes, and the form that each takes inside an answer of 200. */
@NullMarked
package dev.backfill.simulator.fireflies.error;

import org.jspecify.annotations.NullMarked;
