package dev.backfill.store.failure;

import org.jspecify.annotations.Nullable;

/**
 * Which failures of a run to list.
 *
 * @param ordinal only of this partition
 * @param resolved only those that were, or were not, mended
 * @param after only those after this one
 * @param limit at most this many, at least 1
 */
public record FailureFilter(
        String runId, @Nullable Integer ordinal, @Nullable Boolean resolved, RunFailure.@Nullable Position after, int limit) {}
