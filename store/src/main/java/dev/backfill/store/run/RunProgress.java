package dev.backfill.store.run;

import dev.backfill.store.trouble.Trouble;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, added up over its partitions and windows.
 *
 * @param fraction how far it is, from 0 to 1; never less than before, and 1 only once it has completed
 * @param expected records of the censuses, or of what was changed where only that is pulled; for partitions that are not yet counted, what the source hinted at
 * @param expectedIsEstimate whether any of that is a hint
 * @param fetched records that the source gave in windows of records
 * @param stored records that were new or newer
 * @param unchanged records that were already stored as they are
 * @param failed records in the dead-letter table
 * @param firstPageAt when the first window of records was begun
 * @param waiting null unless the run is under way and no request may be sent to its source
 * @param trouble null unless the run is under way and something of it fails
 */
public record RunProgress(
        double fraction,
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
        @Nullable Instant firstPageAt,
        @Nullable Waiting waiting,
        @Nullable Trouble trouble) {
    /**
     * A wait that the vendor asked for, or that a quota demands.
     *
     * @param until when requests may be sent again
     * @param reason as the budget has it, which may quote the vendor
     */
    public record Waiting(Instant until, @Nullable String reason) {}
}
