/** The activities that keep the run's rows, and the states a run goes through. */
@NullMarked
package dev.backfill.workflows.run;

import org.jspecify.annotations.NullMarked;
