package dev.backfill.workers.source;

/**
 * A partition, as a source knows it.
 *
 * @param id the source's own, stable id
 * @param key the name that its queries use
 */
public record SourcePartition(String id, String key) {}
