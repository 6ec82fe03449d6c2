/** What clients of the simulated vendors may rely on, and what must go wrong on request. */
@NullMarked
package dev.backfill.simulator;

import org.jspecify.annotations.NullMarked;
