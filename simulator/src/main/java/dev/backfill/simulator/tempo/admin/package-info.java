/** The back door of Tempo: mutations, permissions, faults, limits and the manifest of what is there. */
@NullMarked
package dev.backfill.simulator.tempo.admin;

import org.jspecify.annotations.NullMarked;
