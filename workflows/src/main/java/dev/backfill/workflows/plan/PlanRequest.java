package dev.backfill.workflows.plan;

/**
 * Names a plan, whose values are in its row.
 *
 * @param source the source, such as {@code jira}
 */
public record PlanRequest(String planId, String source) {}
