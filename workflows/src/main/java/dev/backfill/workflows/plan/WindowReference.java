package dev.backfill.workflows.plan;

/**
 * Names a window.
 *
 * @param id its row's id
 * @param source the source, such as {@code jira}
 * @param kind what it pulls
 * @param summary what it is for people, such as {@code records 3, 2024-01-05 to 2024-03-17}
 */
public record WindowReference(long id, String source, WindowKind kind, String summary) {}
