package dev.backfill.workflows.plan;

import org.jspecify.annotations.Nullable;

/**
 * Names a window. An id alone may name another's window once the database was restored to an earlier second, as ids are given again.
 *
 * @param id its row's id
 * @param source the source, such as {@code jira}
 * @param kind what it pulls
 * @param summary what it is for people, such as {@code records 3, 2024-01-05 to 2024-03-17}
 * @param runId the run that it belongs to; null in histories of before this was told
 * @param partition the ordinal of the partition that it belongs to; null in the same
 */
public record WindowReference(
        long id, String source, WindowKind kind, String summary, @Nullable String runId, @Nullable Integer partition) {}
