package dev.backfill.store.event;

import java.time.Instant;

/**
 * Something that a run went through.
 *
 * @param number its place among the events of the run, from 1 and without gaps
 * @param kind {@code run}, {@code partition} or {@code budget}
 * @param data a JSON object
 */
public record RunEvent(long number, String kind, String data, Instant at) {}
