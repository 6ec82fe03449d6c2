package dev.backfill.store.plan;

/** A time as quantiles, in seconds: it is expected to be shorter than each in 10, 50 and 90 of 100 cases. */
public record Seconds(long p10, long p50, long p90) {}
