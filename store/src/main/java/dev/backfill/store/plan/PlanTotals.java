package dev.backfill.store.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a plan adds up to.
 *
 * @param rate the request budget that the time was computed with, in requests per second
 * @param observedRuns how many finished runs the time was computed from; 0 means by default values
 * @param planningRequests what enumerating the partitions takes
 * @param requests of everything, that included
 * @param requestsPerDay what the vendor permits in a day; null if that has no bound
 * @param days of how many days' quota some is used; null if days have no bound
 */
public record PlanTotals(
        double rate,
        int observedRuns,
        long planningRequests,
        long records,
        long windows,
        long requests,
        Seconds seconds,
        @Nullable Integer requestsPerDay,
        @Nullable Integer days) {
    /** Of a source without a quota of a day. */
    public PlanTotals(
            double rate, int observedRuns, long planningRequests, long records, long windows, long requests, Seconds seconds) {
        this(rate, observedRuns, planningRequests, records, windows, requests, seconds, null, null);
    }
}
