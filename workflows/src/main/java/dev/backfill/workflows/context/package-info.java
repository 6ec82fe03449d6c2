/** Whose request a piece of work belongs to, carried from the gateway through workflows to the log lines of activities. */
@NullMarked
package dev.backfill.workflows.context;

import org.jspecify.annotations.NullMarked;
