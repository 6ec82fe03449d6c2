package dev.backfill.simulator.jira.search;

import dev.backfill.simulator.jira.jql.Bounds;
import dev.backfill.simulator.jira.jql.Match;

/**
 * A query that is ready to run at one site.
 *
 * @param bounds where to look
 * @param match what to find there
 * @param order how to sort it
 */
record IssueQuery(Bounds bounds, Match match, SortOrder order) {}
