package dev.backfill.workflows.testquery;

import dev.backfill.workflows.source.DateRange;

/**
 * A query to try.
 *
 * @param source the source, such as {@code jira}
 * @param limit the most records to list, at least 1
 */
public record TestQuery(String source, DateRange range, int limit) {}
