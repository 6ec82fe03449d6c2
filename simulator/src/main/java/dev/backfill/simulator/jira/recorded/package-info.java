/** A site read from recorded answers, served as they were. */
@NullMarked
package dev.backfill.simulator.jira.recorded;

import org.jspecify.annotations.NullMarked;
