/** What one Jira site holds: projects, people, issues and the changes made to them. */
@NullMarked
package dev.backfill.simulator.jira.site;

import org.jspecify.annotations.NullMarked;
