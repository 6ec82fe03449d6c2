/** One partition (a Jira project, say): census, windows, changes, proof. */
@NullMarked
package dev.backfill.workflows.partition;

import org.jspecify.annotations.NullMarked;
