/** Tempo, REST v4: its routes, its token, its errors and its limits. */
@NullMarked
package dev.backfill.simulator.tempo;

import org.jspecify.annotations.NullMarked;
