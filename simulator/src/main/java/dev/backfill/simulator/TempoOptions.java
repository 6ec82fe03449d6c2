package dev.backfill.simulator;

/**
 * What the simulated Tempo is started with.
 *
 * @param worklogs how many are generated, 0 to 5,000,000
 * @param months over how many they lie, 1 to 120
 * @param token the one that is accepted
 * @param requestsPerSecond limit that is enforced; 0 for none
 * @param retryAfter whether refusals for that limit say when to come back
 * @param pageLimit most worklogs of a page, whatever is asked for
 */
public record TempoOptions(int worklogs, int months, String token, int requestsPerSecond, boolean retryAfter, int pageLimit) {

    /** Most that can be generated. */
    static final int MOST_WORKLOGS = 5_000_000;

    private static final int MOST_MONTHS = 120;

    /** Checks the bounds. */
    public TempoOptions {
        if (worklogs < 0 || worklogs > MOST_WORKLOGS) {
            throw new IllegalArgumentException("--tempo-worklogs must be 0 to " + MOST_WORKLOGS);
        }
        if (months < 1 || months > MOST_MONTHS) {
            throw new IllegalArgumentException("--tempo-months must be 1 to " + MOST_MONTHS);
        }
        if (pageLimit < 1) {
            throw new IllegalArgumentException("--tempo-page-limit must be 1 or more");
        }
    }

    /** A thousand worklogs. */
    public static TempoOptions defaults() {
        return new TempoOptions(1_000, 60, "simulator-token", 0, false, 1_000);
    }

    /** The same with so many generated worklogs. */
    public TempoOptions withWorklogs(int count) {
        return new TempoOptions(count, months, token, requestsPerSecond, retryAfter, pageLimit);
    }
}
