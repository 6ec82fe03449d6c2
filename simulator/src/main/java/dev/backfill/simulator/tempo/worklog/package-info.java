/** The worklogs of a Tempo site: what they hold, how they are found, changed, hidden, damaged and written. */
@NullMarked
package dev.backfill.simulator.tempo.worklog;

import org.jspecify.annotations.NullMarked;
