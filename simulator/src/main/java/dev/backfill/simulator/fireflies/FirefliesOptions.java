package dev.backfill.simulator.fireflies;

import java.time.Duration;

/**
 * What the simulated Fireflies is started with.
 *
 * @param meetings how many are generated, 0 to 1,000,000
 * @param months over how many they lie, 1 to 120
 * @param token the one API key
 * @param processing how long a meeting that appears stays without its sentences and summary
 * @param unprocessed how many of the newest generated meetings are being processed when the server starts
 * @param quota the limits that are enforced from the start
 */
public record FirefliesOptions(int meetings, int months, String token, Duration processing, int unprocessed, Quota quota) {

    /** Most meetings that can be generated. */
    public static final int MOST_MEETINGS = 1_000_000;

    /** Most months that meetings can lie in. */
    public static final int MOST_MONTHS = 120;

    /** Requests a day on the plans Free and Pro. */
    public static final int DAILY_REQUESTS = 50;

    /** Checks the bounds. */
    public FirefliesOptions {
        if (meetings < 0 || meetings > MOST_MEETINGS) {
            throw new IllegalArgumentException("--fireflies-meetings must be 0 to " + MOST_MEETINGS);
        }
        if (months < 1 || months > MOST_MONTHS) {
            throw new IllegalArgumentException("--fireflies-months must be 1 to " + MOST_MONTHS);
        }
    }

    /**
     * The limits on one key.
     *
     * @param perDay 0 for none
     * @param perMinute 0 for none
     * @param day how long a day lasts, so that tests need not wait for midnight
     * @param status of the refusal: 429, or 200 with the error inside
     */
    public record Quota(int perDay, int perMinute, Duration day, int status) {

        /** No limits, days of 24 hours. */
        public static final Quota NONE = new Quota(0, 0, Duration.ofDays(1), 429);

        /** Checks the values. */
        public Quota {
            if (perDay < 0 || perMinute < 0) {
                throw new IllegalArgumentException("a limit must not be negative");
            }
            if (day.toMillis() < 1) {
                throw new IllegalArgumentException("a day must last");
            }
            if (status != 200 && status != 429) {
                throw new IllegalArgumentException("the status of a refusal must be 200 or 429");
            }
        }
    }

    /** Two hundred meetings, no limits. */
    public static FirefliesOptions defaults() {
        return new FirefliesOptions(200, 36, "simulator-token", Duration.ofSeconds(30), 0, Quota.NONE);
    }

    /** The same with so many generated meetings. */
    public FirefliesOptions withMeetings(int count) {
        return new FirefliesOptions(count, months, token, processing, unprocessed, quota);
    }

    /** The same with other limits. */
    public FirefliesOptions withQuota(Quota other) {
        return new FirefliesOptions(meetings, months, token, processing, unprocessed, other);
    }

    /** The same with another time of processing, which the newest generated meetings are in as well. */
    public FirefliesOptions withProcessing(Duration time, int newest) {
        return new FirefliesOptions(meetings, months, token, time, newest, quota);
    }
}
