package dev.backfill.store.source;

/**
 * How many rows a table of a source has, those that are marked as deleted among them.
 *
 * @param table its name within the source's schema
 * @param isEstimate whether that is PostgreSQL's estimate, as for large tables, and not a count
 */
public record StoredCount(String table, long rows, boolean isEstimate) {}
