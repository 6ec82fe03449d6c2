package dev.backfill.simulator.tempo.worklog;

/**
 * What lists of worklogs are cut and sorted by.
 *
 * @param start local time, as seconds since 1970-01-01T00:00:00
 * @param updated epoch seconds
 */
public record Row(long start, long id, long updated) {}
