/** Jira Cloud, REST v3. Open {@link dev.backfill.workers.source.jira.JiraSource} first. */
@NullMarked
package dev.backfill.workers.source.jira;

import org.jspecify.annotations.NullMarked;
