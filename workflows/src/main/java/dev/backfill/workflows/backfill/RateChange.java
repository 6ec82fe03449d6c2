package dev.backfill.workflows.backfill;

/**
 * The argument of the signal {@code setRate}, as in {@code {"requestsPerSecond": 5}}.
 *
 * @param requestsPerSecond more than 0 and at most 1,000; anything else is ignored
 */
public record RateChange(double requestsPerSecond) {}
