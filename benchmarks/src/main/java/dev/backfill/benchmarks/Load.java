package dev.backfill.benchmarks;

/**
 * What one way of starting workflows came to under a steady number of clients, each of which waits for its answer.
 *
 * @param perSecond starts a second
 * @param medianMillis half of the starts were answered within this time
 * @param p99Millis ninety-nine of a hundred were
 */
record Load(double perSecond, double medianMillis, double p99Millis) {}
