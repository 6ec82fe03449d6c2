/** Keeps the run's rows for the workflows. */
@NullMarked
package dev.backfill.workers.run;

import org.jspecify.annotations.NullMarked;
