package dev.backfill.store.monitoring;

import java.util.List;

/**
 * A moment's figures. What has no row is not in the lists.
 *
 * @param watermarks the oldest of each source
 * @param budgets the request budget of each source that a worker or a run has set
 */
public record Figures(List<Watermark> watermarks, List<Budget> budgets, List<Runs> runs) {
    public static final Figures NONE = new Figures(List.of(), List.of(), List.of());

    /** @param ageSeconds since when changes of the source's least current partition may be missing */
    public record Watermark(String source, double ageSeconds) {}

    /**
     * @param requestsPerSecond of all workers together
     * @param blockedSeconds how long the vendor still wants no request; 0 if it takes them
     */
    public record Budget(String source, double requestsPerSecond, double blockedSeconds) {}

    /** @param count how many runs of the source are in this state */
    public record Runs(String source, String state, long count) {}
}
