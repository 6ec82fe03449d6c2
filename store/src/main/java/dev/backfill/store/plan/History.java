package dev.backfill.store.plan;

/**
 * What the last finished runs of a source showed, as quantiles.
 *
 * @param runs how many runs were looked at
 * @param windows how many windows of records they had
 * @param requestsPerRecord in windows of records; 0 if there were none
 * @param secondsPerRequest of one window of records, waiting for the budget and storing included
 * @param secondsBetween of a partition outside of all its windows: cutting, comparing, concluding
 */
public record History(int runs, long windows, double requestsPerRecord, Quantiles secondsPerRequest, Quantiles secondsBetween) {
    public static final History NONE = new History(0, 0, 0, new Quantiles(0, 0, 0), new Quantiles(0, 0, 0));

    /** Quantiles of 10, 50 and 90 %. */
    public record Quantiles(double p10, double p50, double p90) {}
}
