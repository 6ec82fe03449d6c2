package dev.backfill.store.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, added up over its partitions and windows.
 *
 * @param expected records of the censuses; for partitions that are not yet counted, what the source hinted at
 * @param expectedIsEstimate whether any of that is a hint
 * @param fetched records that the source gave in windows of records
 * @param stored records that were new or newer
 * @param unchanged records that were already stored as they are
 * @param failed records in the dead-letter table
 * @param firstPageAt when the first window of records was begun
 */
public record RunProgress(
        int partitionsTotal,
        int partitionsDone,
        int windowsTotal,
        int windowsDone,
        long expected,
        boolean expectedIsEstimate,
        long fetched,
        long stored,
        long unchanged,
        long failed,
        @Nullable Instant firstPageAt) {}
