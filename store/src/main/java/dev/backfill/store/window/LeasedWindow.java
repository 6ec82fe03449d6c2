package dev.backfill.store.window;

import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.source.DateRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window in the hands of one attempt.
 *
 * @param lease this attempt's number; a later attempt has a higher one, and makes this one's pages be refused
 * @param parameters the run's own parameters for the source, as a JSON object
 * @param selected whether only given records of the partition are looked at
 * @param changedSince the first census of the partition lists only what was changed since this instant; null for everything
 * @param recordIds the ids to ask for, newest first; empty for windows that follow a cursor of the source
 * @param cursor where the last stored page left off, or null at the start
 * @param pulled whether there is nothing left to do
 * @param restarts how often it was started over because its cursor led nowhere
 * @param relistings how often the partition's final census was taken again because witnesses disagreed
 * @param counts what earlier attempts brought
 */
public record LeasedWindow(
        long id,
        long lease,
        WindowKind kind,
        long partition,
        String partitionId,
        String partitionKey,
        String runId,
        DateRange range,
        Instant runStartedAt,
        String parameters,
        boolean selected,
        @Nullable Instant changedSince,
        List<String> recordIds,
        @Nullable String cursor,
        boolean pulled,
        int restarts,
        int relistings,
        WindowResult counts) {}
