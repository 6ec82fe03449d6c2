package dev.backfill.workers.source;

import dev.backfill.store.budget.QuotaStanding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of partitions before they are pulled. Never a proof.
 *
 * @param records for each partition about how many there are in the range, or null if the source cannot say cheaply
 * @param idsPerPage how many ids a page of the census holds, at least 1
 * @param requestsPerFetch how many requests fetching {@link Source#fetchSize()} records takes at the least, 0 if the census brings
 *     whole records; those for parts that come on their own are learned from earlier runs
 * @param requestsPerSecond the request budget that holds now, more than 0
 * @param quota the requests that a minute and a day permit, and what is left of them; null if there is no such bound
 */
public record Estimate(
        List<@Nullable Long> records,
        int idsPerPage,
        double requestsPerFetch,
        double requestsPerSecond,
        @Nullable QuotaStanding quota) {
    /** Of a source without a quota. */
    public Estimate(List<@Nullable Long> records, int idsPerPage, double requestsPerFetch, double requestsPerSecond) {
        this(records, idsPerPage, requestsPerFetch, requestsPerSecond, null);
    }

    /** The same with other numbers of records. */
    public Estimate withRecords(List<@Nullable Long> others) {
        return new Estimate(others, idsPerPage, requestsPerFetch, requestsPerSecond, quota);
    }
}
